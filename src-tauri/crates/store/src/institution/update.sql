update institution
set version = $1 + 1, code = $2, name = $3, postal_code = $4, address = $5, phone = $6, fax = $7
where version = $1
