delete from seal where owner = $1
