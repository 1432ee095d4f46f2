select 'received' as name, count(*) as rows from received
union all select 'received_taken', count(*) from received_taken
