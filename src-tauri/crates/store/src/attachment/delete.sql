delete from attachment where id = $1 and document_id = $2
