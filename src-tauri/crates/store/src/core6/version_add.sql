insert into entry_version
  (entry_id, version, saved_at, saved_by, source, confirmed_by, confirmed_at, last_checked, retracted_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
