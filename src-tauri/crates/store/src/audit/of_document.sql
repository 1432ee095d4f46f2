select seq, at, who, action, patient_id, document_id, detail, hash
from audit where document_id = $1 and seq < $2 order by seq desc limit $3
