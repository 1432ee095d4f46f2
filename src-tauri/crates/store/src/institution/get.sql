select version, code, name, postal_code, address, phone, fax from institution
