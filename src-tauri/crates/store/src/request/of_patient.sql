select id, message, state, version, priority, registration, patient_id, outbox_id, subject, not_before, attempts, suffix,
  file_name, file_identifier, temp_name, sha256, created_at, created_by, intended_at, posted_at, settled_at, verdict,
  code, said, inbox_id, seen_at
from terminal_request where patient_id = $1 order by id desc limit $2
