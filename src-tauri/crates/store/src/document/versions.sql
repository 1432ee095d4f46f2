select document_id, number, body, profile, dated, receiver_code, receiver_name, amend_reason, finalized_at,
  finalized_by, findings
from document_version where document_id = $1 order by number desc
