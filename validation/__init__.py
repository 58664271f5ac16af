"""The twin beside published models and real outbreaks: ``make validation`` writes ``docs/validation.md``."""
