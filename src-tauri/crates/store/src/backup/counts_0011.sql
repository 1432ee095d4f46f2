select 'seal' as name, count(*) as rows from seal
