select number, way, issued_at, issued_by from document_issue where document_id = $1 order by place
