update received set read_at = $1, kind = $2, title = $3, number = $4, dated = $5, sender = $6, person = $7,
  search_key = $8
where id = $9
