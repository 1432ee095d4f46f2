update patient set merged_into = null, version = version + 1, updated_at = $1 where id = $2
