insert into patient_key (kind, part, key, patient_id) values ($1, $2, $3, $4)
