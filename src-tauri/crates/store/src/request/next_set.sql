insert into terminal_day (day, next) values ($1, $2)
on conflict (day) do update set next = excluded.next
