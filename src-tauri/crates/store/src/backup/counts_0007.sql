select 'attachment' as name, count(*) as rows from attachment
