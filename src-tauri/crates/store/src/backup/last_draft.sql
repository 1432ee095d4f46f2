select max(draft_saved_at) as at from document
