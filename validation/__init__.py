"""The twin beside what others published and what happened: ``make validation`` writes ``docs/validation.md``."""
