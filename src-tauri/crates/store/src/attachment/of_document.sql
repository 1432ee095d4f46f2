select id, kind, name, pages, size from attachment where document_id = $1 order by added_at, id
