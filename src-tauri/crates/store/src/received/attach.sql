update received set version = version + 1, patient_id = $1, attached_at = $2, attached_by = $3
where id = $4 and version = $5
