"""A real browser against the real server, as `lazaretto demo` runs it."""
