"""The law of a roster: what it is judged by, and a judge that shares no code with whoever drew it up."""
