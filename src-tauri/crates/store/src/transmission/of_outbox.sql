select place, made_at, identifier, sha256, eligibility_id, insurer_number, card_symbol, card_number, branch, birth_date
from transmission where outbox_id = $1 order by place
