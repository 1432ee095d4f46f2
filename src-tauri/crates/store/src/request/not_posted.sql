update terminal_request set version = version + 1, state = $1, not_before = $2, attempts = attempts + 1
where id = $3
