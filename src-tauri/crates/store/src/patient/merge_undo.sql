update patient_merge set undone_at = $1, undone_by = $2 where id = $3
