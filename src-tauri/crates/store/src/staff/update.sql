update staff set id = $1, version = $2 + 1, name = $3, role = $4, active = $5 where id = $1 and version = $2
