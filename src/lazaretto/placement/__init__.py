"""Who goes into which cell: proposed by an optimiser with its reasons and prices, decided by a person."""
