select category, text, reaction, criticality, onset, ended, uninformed, undelivered, long_term, note
from allergy where entry_id = $1 and version = $2
