select id, kind, patient_id, state, version, versions, amend_reason, dated, receiver_code, receiver_name, created_at,
  created_by, updated_at, withdrawn_at, withdrawn_by, withdraw_reason
from document where (cast($1 as text) is null or state = $1) order by updated_at desc, id desc limit $2
