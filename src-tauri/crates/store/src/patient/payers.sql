select payer_number, recipient_number from public_payer where patient_id = $1 order by place
