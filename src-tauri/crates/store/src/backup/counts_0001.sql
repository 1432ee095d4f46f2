select 'audit' as name, count(*) as rows from audit
union all select 'change', count(*) from change
union all select 'doctor', count(*) from doctor
union all select 'institution', count(*) from institution
union all select 'migration', count(*) from migration
union all select 'setting', count(*) from setting
union all select 'staff', count(*) from staff
