select p.id, p.version, p.chart_number, p.family, p.given, p.kana_family, p.kana_given, p.birth_date, p.sex,
  p.postal_code, p.address, p.phone, p.occupation, p.insurer_number, p.card_symbol, p.card_number, p.branch_kind,
  p.branch_number, p.merged_into
from patient_key k join patient p on p.id = k.patient_id
where k.kind = $1 and k.part = $2 and k.key >= $3 and k.key < $4
order by k.key, k.patient_id
limit $5
