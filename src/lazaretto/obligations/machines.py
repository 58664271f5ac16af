"""The table of contents: every machine of the house, one a family of matters."""

from lazaretto.obligations.machine import Machine

MACHINES: tuple[Machine, ...] = ()
