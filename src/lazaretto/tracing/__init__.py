"""Who was near whom: contacts read off where people were, in what company and for how long (G2)."""
