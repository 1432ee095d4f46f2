update patient
set id = $1, version = $2 + 1, chart_number = $3, family = $4, given = $5, kana_family = $6, kana_given = $7, birth_date = $8,
  sex = $9, postal_code = $10, address = $11, phone = $12, occupation = $13, insurer_number = $14, card_symbol = $15,
  card_number = $16, branch_kind = $17, branch_number = $18, updated_at = $19
where id = $1 and version = $2
