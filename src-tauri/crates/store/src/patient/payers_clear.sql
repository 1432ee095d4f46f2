delete from public_payer where patient_id = $1
