update eligibility set patient_id = $1, matched_by = $2, matched_at = $3, matched_who = $4
where id = $5
