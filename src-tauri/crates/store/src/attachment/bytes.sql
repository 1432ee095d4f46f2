select sha256, bytes from attachment where id = $1 and document_id = $2
