delete from lab_item_code where item_key = $1
