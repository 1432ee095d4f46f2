insert into patient
  (id, version, chart_number, family, given, kana_family, kana_given, birth_date, sex, postal_code, address, phone,
  occupation, insurer_number, card_symbol, card_number, branch_kind, branch_number, created_at, updated_at)
values
  ($1, $2 + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19)
