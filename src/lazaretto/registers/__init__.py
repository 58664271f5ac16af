"""What the facts of one family add up to: who is where, what is inside, which leg runs, which slot is done.

Facts are lowered to *events* (columns of whole numbers), and a register is a fold of events, taken
at an instant and as known at another. Imports facts only.
"""
