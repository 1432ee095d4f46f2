select o.id, o.document_id, o.number, d.patient_id, o.state, o.version, o.created_at, o.changed_at
from outbox o join document d on d.id = o.document_id
where (cast($1 as text) is null or o.state = $1) order by o.id limit $2
