select id, version, kind, field, doctor_id, title, body from template where id = $1
