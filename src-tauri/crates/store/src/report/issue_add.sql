insert into report_issue
  (unit_id, place, step, person_system, person, fingerprint, issued_at, issued_by)
values ($1, $2, $3, $4, $5, $6, $7, $8)
