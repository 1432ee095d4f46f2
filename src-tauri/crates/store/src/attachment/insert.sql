insert into attachment (id, document_id, kind, name, pages, size, sha256, bytes, added_at, added_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
