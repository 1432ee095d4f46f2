select state, hold is not null as held, count(*) as n from outbox
where state in ('ready', 'posted', 'refused', 'unanswered') group by state, hold is not null order by state, held
