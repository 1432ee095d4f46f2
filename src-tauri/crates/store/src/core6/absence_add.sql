insert into absence (patient_id, kind, version, state, known_on, known_by) values ($1, $2, $3, $4, $5, $6)
