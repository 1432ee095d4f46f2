insert into infection (entry_id, version, text, result, result_text, specimen, sampled, uninformed,
  undelivered, long_term, note)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
