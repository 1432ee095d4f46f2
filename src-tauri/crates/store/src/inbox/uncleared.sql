select id, folder, name, sha256, size, whole, modified_at, arrived_at, state, message, request_id, reason, findings,
  settled_at, cleared_at
from inbox where cleared_at is null and state <> 'kept' order by id limit $1
