select 'absence' as name, count(*) as rows from absence
union all select 'allergy', count(*) from allergy
union all select 'condition', count(*) from condition
union all select 'condition_modifier', count(*) from condition_modifier
union all select 'entry', count(*) from entry
union all select 'entry_code', count(*) from entry_code
union all select 'entry_version', count(*) from entry_version
union all select 'infection', count(*) from infection
union all select 'lab_result', count(*) from lab_result
union all select 'prescription', count(*) from prescription
