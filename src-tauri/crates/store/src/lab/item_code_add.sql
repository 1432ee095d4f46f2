insert into lab_item_code (item_key, place, system, code, display) values ($1, $2, $3, $4, $5)
