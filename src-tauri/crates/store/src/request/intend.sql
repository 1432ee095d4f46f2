update terminal_request set version = version + 1, state = $1, suffix = $2, file_name = $3, file_identifier = $4,
  temp_name = $5, sha256 = $6, intended_at = $7
where id = $8
