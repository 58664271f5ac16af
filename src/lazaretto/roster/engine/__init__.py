"""Who is in which step: rows of letters for people, found and proved by column generation.

Knows nothing of shifts, phases or posts: planner and public instances ask it the same kind of question.
"""
