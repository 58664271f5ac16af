"""The twin: what a policy would do, reckoned before it is ordered. Whatever it says is simulated."""
