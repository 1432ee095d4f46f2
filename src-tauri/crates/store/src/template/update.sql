update template
set id = $1, version = $2 + 1, kind = $3, field = $4, doctor_id = $5, title = $6, body = $7
where id = $1 and version = $2
