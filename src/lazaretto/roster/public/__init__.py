"""The public format of staff-rostering instances: its text, its values, and its question to the engine."""
