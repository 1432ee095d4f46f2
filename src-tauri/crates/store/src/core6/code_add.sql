insert into entry_code (entry_id, version, part, place, system, code, display) values ($1, $2, $3, $4, $5, $6, $7)
