select id, version, kind, code, name, postal_code, address, phone, fax, department, doctor, honorific
from receiver where search_key like '%' || $1 || '%' order by used_at desc, id desc limit $2
