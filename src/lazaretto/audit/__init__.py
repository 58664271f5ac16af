"""What the detachment checks from outside: three counts of one gate side by side, and drawn looks at it."""
