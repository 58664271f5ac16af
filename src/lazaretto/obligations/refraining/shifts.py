"""Shifts that must not meet: A and B in one zone, and anybody at one table with whoever isolates."""

from lazaretto.obligations.days import DAY
from lazaretto.obligations.separating import at_one_table, in_one_zone, of_each, of_strangers
from lazaretto.registers.events import Columns
from lazaretto.registers.standing import Standing

Settings = dict[str, int]


def shifts_in_one_zone(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Staff of A and of B were in one zone of a house together for so many minutes (M25).

    Said of whoever was where their shift does not belong, once a day: not of everybody whom they met there.
    """
    met = in_one_zone(standing, minutes=settings["minutes"], start=start - DAY, end=end)
    return of_strangers(met).between(start, end)


def shifts_shared(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Staff of A and of B, or of C and anybody, shared a meal, a room, a vehicle or a trip (M25)."""
    return of_each(at_one_table(standing, minutes=settings["minutes"], start=start, end=end))
