select text, value, unit, range_low, range_high, range_text, interpretation, specimen, sampled, note
from lab_result where entry_id = $1 and version = $2
