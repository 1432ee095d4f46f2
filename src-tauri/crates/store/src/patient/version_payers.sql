select payer_number, recipient_number from patient_version_payer
where patient_id = $1 and version = $2 order by place
