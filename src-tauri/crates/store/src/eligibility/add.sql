insert into eligibility
  (id, inbox_id, place, request_id, source, told_at, day, validity, insurer_number, card_symbol, card_number, branch,
   birth_date, name, kana, sex, reference_number, card_class, details)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
