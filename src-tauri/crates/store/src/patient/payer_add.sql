insert into public_payer (patient_id, place, payer_number, recipient_number) values ($1, $2, $3, $4)
