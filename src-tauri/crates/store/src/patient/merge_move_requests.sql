update terminal_request set patient_id = $1 where patient_id = $2
