update outbox set version = version + 1, hold = $1, said = $2, changed_at = $3 where id = $4
