insert into lease (name, holder, label, since, until) values ($1, $2, $3, $4, $5)
on conflict (name) do update set holder = excluded.holder, label = excluded.label, until = excluded.until,
  since = case when lease.holder = excluded.holder then lease.since else excluded.since end
where lease.holder = excluded.holder or lease.until <= excluded.since
