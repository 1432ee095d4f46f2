select id, version, sha256, size, received_at, received_by, read_at, kind, title, number, dated, sender, person,
  patient_id, attached_at, attached_by
from received
where ($1 = '' or search_key like '%' || $1 || '%' escape '\')
  and (cast($2 as integer) = 0 or patient_id is null)
order by received_at desc, id desc limit $3
