select seq, at, who, action, patient_id, document_id, detail, hash
from audit where seq < $1 order by seq desc limit $2
