insert into document
  (id, kind, patient_id, state, version, versions, draft, draft_saved_at, draft_saved_by, dated, receiver_code,
  receiver_name, created_at, created_by, updated_at)
values ($1, $2, $3, $4, 1, 0, $5, $6, $7, $8, $9, $10, $6, $7, $6)
