insert into seal (owner, size, sha256, png, set_at, set_by) values ($1, $2, $3, $4, $5, $6)
on conflict (owner) do update
set size = excluded.size, sha256 = excluded.sha256, png = excluded.png, set_at = excluded.set_at, set_by = excluded.set_by
