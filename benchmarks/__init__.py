"""Figures of the house, each beside its peer or its limit: ``make bench``."""
