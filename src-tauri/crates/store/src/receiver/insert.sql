insert into receiver
  (id, version, kind, code, name, postal_code, address, phone, fax, department, doctor, honorific, search_key, used_at)
values ($1, $2 + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
