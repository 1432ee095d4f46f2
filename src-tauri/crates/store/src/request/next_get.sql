select next from terminal_day where day = $1
