select sha256, bytes from transmission where outbox_id = $1 and place = $2 and bytes is not null
