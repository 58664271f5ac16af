"""The reports room: a day as a sheet of figures, reconciled, frozen, told apart version by version (M37)."""
