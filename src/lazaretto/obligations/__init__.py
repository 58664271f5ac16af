"""Protocol + registers + instant → what is owed, how it was met, and why."""
