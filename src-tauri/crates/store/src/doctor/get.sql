select id, version, family, given, kana_family, kana_given, department, registration_number, active
from doctor where id = $1
