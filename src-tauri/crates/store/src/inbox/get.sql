select id, folder, name, sha256, size, whole, modified_at, arrived_at, state, message, request_id, reason, findings,
  settled_at, cleared_at
from inbox where id = $1
