insert into outbox (id, document_id, number, state, version, created_at, changed_at)
values ($1, $2, $3, $4, 1, $5, $5)
