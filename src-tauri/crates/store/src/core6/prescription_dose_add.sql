insert into prescription_dose (entry_id, version, place, dose) values ($1, $2, $3, $4)
