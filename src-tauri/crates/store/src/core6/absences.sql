select state, known_on, known_by from absence where patient_id = $1 and kind = $2 order by version
