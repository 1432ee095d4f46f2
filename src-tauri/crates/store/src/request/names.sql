select file_name from terminal_name where given_at >= $1 order by file_name
