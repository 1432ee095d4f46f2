insert into received_taken (received_id, item, entry_id, taken_at, taken_by) values ($1, $2, $3, $4, $5)
