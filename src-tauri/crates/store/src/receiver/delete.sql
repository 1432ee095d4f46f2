delete from receiver where id = $1
