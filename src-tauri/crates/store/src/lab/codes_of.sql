select system, code, name, specimen, method from lab_code where name = $1 order by system, specimen, method, code
