select patient_id as id, version, chart_number, family, given, kana_family, kana_given, birth_date, sex, postal_code,
  address, phone, occupation, insurer_number, card_symbol, card_number, branch_kind, branch_number, null as merged_into,
  replaced_at, replaced_by
from patient_version where patient_id = $1 order by version desc limit $2
