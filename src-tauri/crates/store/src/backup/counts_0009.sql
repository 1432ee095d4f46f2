select 'received_file' as name, count(*) as rows from received_file
