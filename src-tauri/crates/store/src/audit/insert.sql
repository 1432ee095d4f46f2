insert into audit (seq, at, who, action, patient_id, document_id, detail, hash)
values ($1, $2, $3, $4, $5, $6, $7, $8)
