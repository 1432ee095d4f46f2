insert into doctor
  (id, version, family, given, kana_family, kana_given, department, registration_number, active)
values ($1, $2 + 1, $3, $4, $5, $6, $7, $8, $9)
