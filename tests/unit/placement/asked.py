"""Questions of placement for the tests, built from a few words."""

from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from lazaretto.placement.asking import Cohort, Newcomer, Occupant, Request, Room, Rules

DAY = date(2022, 4, 10)
RULES = Rules(quarantine_days=14, window_days=2, same_day=True)


def cell(number: int) -> str:
    """The place of a cell by its number."""
    return f"QZ-D/T/{number:02}"


def newcomer(person: str, **attributes: Any) -> Newcomer:
    """A grown man with nothing found, unless said otherwise."""
    return Newcomer(**{"person": person, "sex": "male", "minor": False, "health": "ordinary", **attributes})


def occupant(person: str, **attributes: Any) -> Occupant:
    """The same, in a room."""
    return Occupant(**{"person": person, "sex": "male", "minor": False, "health": "ordinary", **attributes})


def room(number: int, **attributes: Any) -> Room:
    """An empty cell of four, unless said otherwise."""
    return Room(**{"place": cell(number), "capacity": 4, **attributes})


def filling(number: int, *people: Occupant, ago: int = 0, **attributes: Any) -> Room:
    """A cell whose cohort of some days ago takes people in."""
    cohort = Cohort(name=f"C{number}", day=DAY - timedelta(days=ago))
    return room(number, **{"state": "filling", "occupants": people, "cohort": cohort, **attributes})


def asked(newcomers: list[Newcomer], rooms: list[Room], **rules: Any) -> Request:
    """The question of one day."""
    return Request(
        facility="QZ-D", day=DAY, newcomers=tuple(newcomers), rooms=tuple(rooms),
        rules=replace(RULES, **rules),
    )  # fmt: skip
