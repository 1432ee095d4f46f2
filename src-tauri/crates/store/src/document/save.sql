update document
set version = version + 1, draft = $1, draft_saved_at = $2, draft_saved_by = $3, dated = $4, receiver_code = $5,
  receiver_name = $6, updated_at = $2
where id = $7 and version = $8
