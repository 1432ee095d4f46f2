insert into inbox (id, folder, name, sha256, size, whole, modified_at, arrived_at, state, bytes)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
