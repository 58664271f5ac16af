"""The proved log: a hash tree, its tiles, signed checkpoints, and whoever checks them. No clock, no disk."""
