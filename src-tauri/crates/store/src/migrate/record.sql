insert into migration (number, name, sha256, app_version, applied_at) values ($1, $2, $3, $4, $5)
