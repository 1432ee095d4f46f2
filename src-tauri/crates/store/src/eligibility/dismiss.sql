update eligibility set dismissed_at = $1 where id = $2
