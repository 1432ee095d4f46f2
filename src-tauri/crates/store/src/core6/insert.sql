insert into entry (id, patient_id, kind, version, recorded_at) values ($1, $2, $3, 1, $4)
