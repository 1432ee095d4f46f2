select seq, at, who, action, patient_id, document_id, detail, hash from audit order by seq
