select 'report_unit' as name, count(*) as rows from report_unit
union all select 'report_issue', count(*) from report_issue
union all select 'lab_code', count(*) from lab_code
union all select 'lab_item', count(*) from lab_item
union all select 'lab_item_code', count(*) from lab_item_code
union all select 'prescription_dose', count(*) from prescription_dose
