select place, origin, name, media_type, sha256, size, added_at, added_by
from received_file where received_id = $1 order by place
