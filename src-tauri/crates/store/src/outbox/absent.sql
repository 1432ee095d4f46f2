update outbox set version = version + 1, absent = 1, changed_at = $1 where id = $2
