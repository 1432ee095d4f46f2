select distinct e.patient_id as id from entry_version v join entry e on e.id = v.entry_id
where v.saved_at >= $1 order by e.patient_id
