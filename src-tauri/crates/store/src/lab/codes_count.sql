select count(*) as rows from lab_code
