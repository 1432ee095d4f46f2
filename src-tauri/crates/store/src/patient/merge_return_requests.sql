update terminal_request set patient_id = $1
where patient_id = $2
  and id in (select row_id from patient_merge_row where merge_id = $3 and kind = 'terminal_request')
