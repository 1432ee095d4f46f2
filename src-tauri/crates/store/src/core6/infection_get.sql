select text, result, result_text, specimen, sampled, uninformed, undelivered, long_term, note
from infection where entry_id = $1 and version = $2
