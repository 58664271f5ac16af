"""The closed vocabulary: what happened, where, to whom, when. Ground floor; imports nothing of ours."""
