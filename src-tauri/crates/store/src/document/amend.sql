update document
set version = version + 1, state = $1, draft = $2, draft_saved_at = $3, draft_saved_by = $4, amend_reason = $5,
  updated_at = $3
where id = $6 and version = $7
