"""Infection control for networks of closed facilities, run, proved and simulated from one document."""
