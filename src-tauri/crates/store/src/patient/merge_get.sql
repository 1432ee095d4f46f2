select id, from_patient, into_patient, merged_at, merged_by, undone_at from patient_merge where id = $1
