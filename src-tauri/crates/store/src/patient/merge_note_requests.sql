insert into patient_merge_row (merge_id, kind, row_id)
select cast($1 as text), 'terminal_request', id from terminal_request where patient_id = $2
