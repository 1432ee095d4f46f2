delete from patient_key where kind = $1 and part = $2 and key = $3 and patient_id = $4
