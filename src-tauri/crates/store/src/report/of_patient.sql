select id, patient_id, kind, sampled, number from report_unit where patient_id = $1 order by kind, sampled
