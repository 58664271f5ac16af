"""Duty: rosters of invented houses, planned, proved and repaired against the clock."""
