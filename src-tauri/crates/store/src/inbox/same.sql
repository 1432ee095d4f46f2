select id from inbox where name = $1 and sha256 = $2
