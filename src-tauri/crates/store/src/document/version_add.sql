insert into document_version
  (document_id, number, body, profile, dated, receiver_code, receiver_name, amend_reason, finalized_at, finalized_by,
  findings)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
