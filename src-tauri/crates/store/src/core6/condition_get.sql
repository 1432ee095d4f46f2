select text, suspected, principal, onset, outcome, outcome_on, uninformed, undelivered, long_term, note
from condition where entry_id = $1 and version = $2
