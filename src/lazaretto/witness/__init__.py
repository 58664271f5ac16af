"""A witness of somebody else's log: a server with a memory, run by whoever is to watch the operator."""
