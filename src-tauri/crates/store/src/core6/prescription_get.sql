select rp, place, text, kind, dose, daily_dose, unit, usage, days, times, prescribed_on, starts_on, ended,
  note, site
from prescription where entry_id = $1 and version = $2
