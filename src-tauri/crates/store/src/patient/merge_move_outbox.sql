update outbox set patient_id = $1 where patient_id = $2
