update outbox set version = $1 + 1, state = $2, changed_at = $3 where id = $4 and version = $1
