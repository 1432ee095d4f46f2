insert into document_issue (document_id, place, number, way, issued_at, issued_by)
values ($1, $2, $3, $4, $5, $6)
