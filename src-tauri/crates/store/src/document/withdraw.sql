update document
set version = version + 1, state = $1, updated_at = $2, withdrawn_at = $2, withdrawn_by = $3, withdraw_reason = $4
where id = $5 and version = $6
