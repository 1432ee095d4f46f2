update doctor
set id = $1, version = $2 + 1, family = $3, given = $4, kana_family = $5, kana_given = $6, department = $7,
  registration_number = $8, active = $9
where id = $1 and version = $2
