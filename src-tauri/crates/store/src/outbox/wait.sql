update outbox set not_before = $1, attempts = attempts + 1 where id = $2
