select item_key, name, specimen from lab_item order by name, specimen
