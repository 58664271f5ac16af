"""Who is where in which step: rows of letters for people, found and proved by column generation."""
