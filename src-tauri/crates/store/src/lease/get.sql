select holder, label, since, until from lease where name = $1
