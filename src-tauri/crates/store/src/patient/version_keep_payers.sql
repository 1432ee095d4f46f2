insert into patient_version_payer (patient_id, version, place, payer_number, recipient_number)
select patient_id, cast($1 as integer), place, payer_number, recipient_number from public_payer where patient_id = $2
