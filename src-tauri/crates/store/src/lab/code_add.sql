insert into lab_code (system, code, name, specimen, method) values ($1, $2, $3, $4, $5)
on conflict (system, code) do update
set name = excluded.name, specimen = excluded.specimen, method = excluded.method
