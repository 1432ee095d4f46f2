insert into change (topic, seq) values ($1, $2)
on conflict (topic) do update set seq = excluded.seq
