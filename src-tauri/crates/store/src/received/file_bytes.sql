select sha256, bytes from received_file where received_id = $1 and place = $2
