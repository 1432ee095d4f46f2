insert into condition_modifier (entry_id, version, side, place, text) values ($1, $2, $3, $4, $5)
