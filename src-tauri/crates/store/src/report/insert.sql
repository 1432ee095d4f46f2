insert into report_unit (id, patient_id, kind, sampled, number, created_at) values ($1, $2, $3, $4, $5, $6)
