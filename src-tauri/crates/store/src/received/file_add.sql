insert into received_file (received_id, place, origin, name, media_type, sha256, size, added_at, added_by, bytes)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
