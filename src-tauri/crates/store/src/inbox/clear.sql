update inbox set cleared_at = $1 where id = $2
