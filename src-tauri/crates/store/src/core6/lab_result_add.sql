insert into lab_result (entry_id, version, text, value, unit, range_low, range_high, range_text,
  interpretation, specimen, sampled, note)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
