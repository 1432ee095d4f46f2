update terminal_request set version = version + 1, state = $1, posted_at = $2 where id = $3
