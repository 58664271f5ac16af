"""The individual-based engine: every infected person is followed, nobody else costs anything."""
