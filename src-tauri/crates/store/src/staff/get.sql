select id, version, name, role, active from staff where id = $1
