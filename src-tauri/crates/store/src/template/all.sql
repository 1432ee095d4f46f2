select id, version, kind, field, doctor_id, title, body
from template where kind = $1 order by field, title, id
