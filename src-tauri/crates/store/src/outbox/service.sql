update outbox set service_status = $1, service_status_at = $2 where id = $3
