select 'eligibility' as name, count(*) as rows from eligibility
union all select 'inbox', count(*) from inbox
union all select 'lease', count(*) from lease
union all select 'terminal_day', count(*) from terminal_day
union all select 'terminal_name', count(*) from terminal_name
union all select 'terminal_request', count(*) from terminal_request
union all select 'transmission', count(*) from transmission
