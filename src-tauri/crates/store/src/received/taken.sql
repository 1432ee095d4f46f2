select item, entry_id, taken_at, taken_by from received_taken where received_id = $1 order by item, taken_at, entry_id
