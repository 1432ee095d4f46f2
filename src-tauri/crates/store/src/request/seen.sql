update terminal_request set seen_at = $1 where id = $2 and seen_at is null
