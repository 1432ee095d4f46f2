insert into received
  (id, version, sha256, size, received_at, received_by, kind, title, number, sender, person, search_key, bytes)
values ($1, 1, $2, $3, $4, $5, 'other', '', '', '', '', '', $6)
