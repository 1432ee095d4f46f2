insert into patient_merge_row (merge_id, kind, row_id)
select cast($1 as text), 'eligibility', id from eligibility where patient_id = $2
