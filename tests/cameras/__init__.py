"""A camera on loopback, and what becomes of asking it."""
