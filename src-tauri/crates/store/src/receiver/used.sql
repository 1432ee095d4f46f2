update receiver set used_at = $1 where id = $2
