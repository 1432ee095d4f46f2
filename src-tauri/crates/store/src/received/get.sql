select id, version, sha256, size, received_at, received_by, read_at, kind, title, number, dated, sender, person,
  patient_id, attached_at, attached_by
from received where id = $1
