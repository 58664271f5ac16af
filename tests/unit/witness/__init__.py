"""The witness: what it signs, what it remembers, what it answers."""
