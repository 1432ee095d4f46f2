insert into outbox
  (id, seq, action, kind, document_id, number, unit_id, unit_kind, sampled, unit_number, fingerprint, person_system,
   person, patient_id, after_id, state, version, consent, absent, attempts, created_at, changed_at)
values ($1, (select coalesce(max(seq), 0) + 1 from outbox), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
  1, $16, 0, 0, $17, $17)
