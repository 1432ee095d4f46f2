select dose from prescription_dose where entry_id = $1 and version = $2 order by place
