insert into allergy (entry_id, version, category, text, reaction, criticality, onset, ended, uninformed,
  undelivered, long_term, note)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
