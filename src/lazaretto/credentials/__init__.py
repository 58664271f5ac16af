"""Health credentials that a person shows: read, verified with the keys one trusts, told as evidence."""
