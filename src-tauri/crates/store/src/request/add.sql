insert into terminal_request
  (id, message, state, version, priority, registration, patient_id, outbox_id, subject, not_before, attempts, created_at,
   created_by)
values ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, 0, $10, $11)
