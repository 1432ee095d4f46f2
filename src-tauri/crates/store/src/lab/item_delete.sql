delete from lab_item where item_key = $1
