delete from lab_code
