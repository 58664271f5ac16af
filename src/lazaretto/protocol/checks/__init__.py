"""The checks of a document, by subject. Each is one function ``(protocol, baseline) → problems``."""
