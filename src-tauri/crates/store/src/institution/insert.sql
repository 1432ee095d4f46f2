insert into institution (one, version, code, name, postal_code, address, phone, fax)
values (1, $1 + 1, $2, $3, $4, $5, $6, $7)
