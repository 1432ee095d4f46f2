select e.id, e.patient_id, e.kind, v.version, e.recorded_at, v.source, v.confirmed_by, v.confirmed_at, v.last_checked,
  v.retracted_at
from entry e join entry_version v on v.entry_id = e.id and v.version = e.version
where e.patient_id = $1 order by e.recorded_at, e.id
