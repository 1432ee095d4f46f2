update terminal_request set version = version + 1, state = $1, verdict = $2, code = $3, said = $4, inbox_id = $5,
  settled_at = $6
where id = $7
