select sha256, bytes from document_file where document_id = $1 and number = $2 and name = $3
