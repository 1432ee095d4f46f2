select id, version, chart_number, family, given, kana_family, kana_given, birth_date, sex, postal_code, address, phone,
  occupation, insurer_number, card_symbol, card_number, branch_kind, branch_number, merged_into
from patient where insurer_number = $1 and card_number = $2 and merged_into is null order by id
