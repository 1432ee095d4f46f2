update outbox set version = version + 1, consent = $1, changed_at = $2 where id = $3
