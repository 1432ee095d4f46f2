insert into document_file (document_id, number, name, sha256, bytes) values ($1, $2, $3, $4, $5)
