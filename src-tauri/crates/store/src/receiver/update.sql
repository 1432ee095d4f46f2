update receiver
set id = $1, version = $2 + 1, kind = $3, code = $4, name = $5, postal_code = $6, address = $7, phone = $8, fax = $9,
  department = $10, doctor = $11, honorific = $12, search_key = $13, used_at = $14
where id = $1 and version = $2
