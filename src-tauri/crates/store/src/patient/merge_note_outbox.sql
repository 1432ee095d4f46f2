insert into patient_merge_row (merge_id, kind, row_id)
select cast($1 as text), 'outbox', id from outbox where patient_id = $2
