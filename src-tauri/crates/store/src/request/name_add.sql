insert into terminal_name (file_name, request_id, given_at) values ($1, $2, $3)
