select sha256, bytes from received where id = $1
