select sha256, bytes from inbox where id = $1
