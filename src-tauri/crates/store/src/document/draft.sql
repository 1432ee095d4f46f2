select draft, draft_saved_at, draft_saved_by from document where id = $1 and draft is not null
