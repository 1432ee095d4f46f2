select system, code, name, specimen, method from lab_code where system = $1 and code = $2
