select 'patient_version' as name, count(*) as rows from patient_version
union all select 'patient_version_payer', count(*) from patient_version_payer
