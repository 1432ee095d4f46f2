select id, inbox_id, place, request_id, source, told_at, day, validity, patient_id, matched_by, matched_at, matched_who,
  insurer_number, card_symbol, card_number, branch, birth_date, name, kana, sex, reference_number, card_class, details,
  dismissed_at
from eligibility where patient_id = $1 order by told_at desc, inbox_id desc, place desc limit $2
