select place, number, way, issued_at, issued_by, undone_at from document_issue
where document_id = $1 order by place
