insert into patient_version
  (patient_id, version, replaced_at, replaced_by, chart_number, family, given, kana_family, kana_given, birth_date, sex,
  postal_code, address, phone, occupation, insurer_number, card_symbol, card_number, branch_kind, branch_number)
select id, version, $1, $2, chart_number, family, given, kana_family, kana_given, birth_date, sex, postal_code, address,
  phone, occupation, insurer_number, card_symbol, card_number, branch_kind, branch_number
from patient where id = $3
