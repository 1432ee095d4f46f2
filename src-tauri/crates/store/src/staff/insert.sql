insert into staff (id, version, name, role, active) values ($1, $2 + 1, $3, $4, $5)
