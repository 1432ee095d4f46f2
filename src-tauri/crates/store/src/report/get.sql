select id, patient_id, kind, sampled, number from report_unit where id = $1
