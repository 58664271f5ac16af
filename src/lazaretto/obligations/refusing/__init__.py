"""Reasons against a request, by family: each a named function; ``obligations.requesting`` lists them."""
