select id, kind, patient_id, state, version, versions, amend_reason, dated, receiver_code, receiver_name, created_at,
  created_by, updated_at, withdrawn_at, withdrawn_by, withdraw_reason
from document where id = $1
