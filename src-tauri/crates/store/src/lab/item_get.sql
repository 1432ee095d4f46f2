select system, code, display from lab_item_code where item_key = $1 order by place
