select o.id, o.seq, o.action, o.kind, o.document_id, o.number, o.unit_id, o.unit_kind, o.sampled, o.unit_number, o.fingerprint,
  o.person_system, o.person, coalesce(d.patient_id, o.patient_id) as patient_id, o.after_id, o.state, o.version,
  o.consent, o.hold, o.code, o.said, o.place, o.absent, o.attempts, o.not_before, o.service_status,
  o.service_status_at, o.created_at, o.changed_at, o.posted_at, o.settled_at
from outbox o left join document d on d.id = o.document_id
order by o.seq limit $1
