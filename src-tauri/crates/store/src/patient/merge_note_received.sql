insert into patient_merge_row (merge_id, kind, row_id)
select cast($1 as text), 'received', id from received where patient_id = $2
