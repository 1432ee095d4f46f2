update patient set merged_into = $1, version = version + 1, updated_at = $2 where id = $3
