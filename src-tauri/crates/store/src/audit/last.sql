select seq, hash from audit order by seq desc limit 1
