insert into lab_item (item_key, name, specimen, saved_at, saved_by) values ($1, $2, $3, $4, $5)
on conflict (item_key) do update
set name = excluded.name, specimen = excluded.specimen, saved_at = excluded.saved_at, saved_by = excluded.saved_by
