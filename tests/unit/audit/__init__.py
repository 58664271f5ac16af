"""The detachment's checks, example by example."""
