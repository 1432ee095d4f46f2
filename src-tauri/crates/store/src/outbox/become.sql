update outbox set version = version + 1, state = $1, changed_at = $2, hold = null, not_before = null, absent = $3,
  attempts = $4, code = $5, said = $6, place = $7, posted_at = $8, settled_at = $9
where id = $10
