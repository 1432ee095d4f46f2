insert into condition (entry_id, version, text, suspected, principal, onset, outcome, outcome_on, uninformed,
  undelivered, long_term, note)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
