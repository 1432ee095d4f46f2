insert into prescription (entry_id, version, rp, place, text, kind, dose, daily_dose, unit, usage, days,
  times, prescribed_on, starts_on, ended, note, site)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
