select id, from_patient, into_patient, merged_at, merged_by, undone_at from patient_merge
where from_patient = $1 or into_patient = $1 order by merged_at desc, id desc
