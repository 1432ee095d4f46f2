select id, version, kind, code, name, postal_code, address, phone, fax, department, doctor, honorific
from receiver where name = $1 and department = $2 and doctor = $3 order by used_at desc, id desc limit 1
