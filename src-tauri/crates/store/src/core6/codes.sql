select system, code, display from entry_code
where entry_id = $1 and version = $2 and part = $3 order by place
