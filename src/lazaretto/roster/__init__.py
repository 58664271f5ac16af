"""Rosters: who is in which phase and on which watch; worked out, proved, mended with least change."""
