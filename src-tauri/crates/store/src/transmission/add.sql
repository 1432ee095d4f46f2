insert into transmission
  (outbox_id, place, made_at, identifier, sha256, bytes, eligibility_id, insurer_number, card_symbol, card_number, branch,
   birth_date)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
