update patient set version = version + 1, updated_at = $1 where id = $2
