-- Which patients' 6情報 changed lately is looked up by time.
create index entry_version_by_time on entry_version (saved_at);
