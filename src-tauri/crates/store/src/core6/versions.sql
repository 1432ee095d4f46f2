select e.id, e.patient_id, e.kind, v.version, e.recorded_at, v.source, v.confirmed_by, v.confirmed_at, v.last_checked,
  v.retracted_at
from entry e join entry_version v on v.entry_id = e.id
where e.id = $1 and e.kind = $2 order by v.version
