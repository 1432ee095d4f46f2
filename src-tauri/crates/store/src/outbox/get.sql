select o.id, o.document_id, o.number, d.patient_id, o.state, o.version, o.created_at, o.changed_at
from outbox o join document d on d.id = o.document_id
where o.id = $1
