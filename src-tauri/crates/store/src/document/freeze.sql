update document
set version = version + 1, state = $1, versions = $2, draft = null, draft_saved_at = null, draft_saved_by = null,
  amend_reason = null, updated_at = $3, dated = $4, receiver_code = $5, receiver_name = $6
where id = $7 and version = $8
