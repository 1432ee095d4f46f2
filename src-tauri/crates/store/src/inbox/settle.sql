update inbox set state = $1, message = $2, request_id = $3, reason = $4, findings = $5, settled_at = $6
where id = $7
