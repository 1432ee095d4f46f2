select patient_id from patient_key
where kind = $1 and part = $2 and key >= $3 and key < $4
order by key, patient_id
limit $5
