update document set updated_at = $1 where id = $2
