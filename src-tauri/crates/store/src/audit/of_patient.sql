select seq, at, who, action, patient_id, document_id, detail, hash
from audit
where patient_id = $1 and (cast($2 as text) is null or document_id = $2) and seq < $3
order by seq desc limit $4
