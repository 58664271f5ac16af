"""Forms drawn from the types of the facts: a kind needs no form of its own to be stated."""
