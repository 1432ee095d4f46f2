select 'patient' as name, count(*) as rows from patient
union all select 'patient_key', count(*) from patient_key
union all select 'patient_merge', count(*) from patient_merge
union all select 'patient_merge_row', count(*) from patient_merge_row
union all select 'public_payer', count(*) from public_payer
