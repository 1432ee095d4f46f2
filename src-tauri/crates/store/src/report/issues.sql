select step, person_system, person, fingerprint, issued_at from report_issue where unit_id = $1 order by place
