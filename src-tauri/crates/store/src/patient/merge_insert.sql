insert into patient_merge (id, from_patient, into_patient, merged_at, merged_by) values ($1, $2, $3, $4, $5)
