"""Placement over time: arrivals by a published seed, the house, its peer, and one who knows the future."""
