update document_issue set undone_at = $1, undone_by = $2
where document_id = $3 and place = $4 and undone_at is null
