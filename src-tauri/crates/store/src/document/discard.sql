update document
set version = version + 1, state = $1, draft = null, draft_saved_at = null, draft_saved_by = null,
  amend_reason = null, updated_at = $2, dated = $3, receiver_code = $4, receiver_name = $5
where id = $6 and version = $7
