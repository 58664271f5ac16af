"""The model city, made as facts by seed: people at work under a protocol, and the errors they make.

The rehearsal obeys the document and never judges itself; ``obligations`` is the independent judge.
"""
