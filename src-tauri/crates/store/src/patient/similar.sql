select p.id, p.version, p.chart_number, p.family, p.given, p.kana_family, p.kana_given, p.birth_date, p.sex,
  p.postal_code, p.address, p.phone, p.occupation, p.insurer_number, p.card_symbol, p.card_number, p.branch_kind,
  p.branch_number, p.merged_into
from patient_key k join patient p on p.id = k.patient_id
where k.kind = 'kana' and k.part = 0 and k.key = $1
  and (cast($2 as text) is null or p.birth_date = $2) and p.merged_into is null
order by p.birth_date, p.id
