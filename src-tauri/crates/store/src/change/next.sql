select coalesce(max(seq), 0) + 1 as seq from change
