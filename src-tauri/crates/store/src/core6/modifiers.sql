select text from condition_modifier where entry_id = $1 and version = $2 and side = $3 order by place
