"""The twin beside the simulators that others wrote, each in an environment of its own."""
