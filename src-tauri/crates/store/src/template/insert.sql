insert into template (id, version, kind, field, doctor_id, title, body)
values ($1, $2 + 1, $3, $4, $5, $6, $7)
