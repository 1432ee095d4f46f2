select id, version, kind, code, name, postal_code, address, phone, fax, department, doctor, honorific
from receiver where id = $1
