update entry set version = $1 + 1 where id = $2 and version = $1 and patient_id = $3 and kind = $4
