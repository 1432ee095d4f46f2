select id, version, name, role, active from staff order by id
