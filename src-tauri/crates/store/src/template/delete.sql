delete from template where id = $1
