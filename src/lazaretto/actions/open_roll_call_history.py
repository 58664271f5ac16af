"""Open how a house answered its roll-calls through the weeks: by shift and day, never what is to come."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lazaretto.access.actor import Actor
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.open_roll_calls import showing
from lazaretto.actions.viewing import view
from lazaretto.audit.roll_calling import asked_of_calls
from lazaretto.board.houses import House
from lazaretto.board.roll_call_view import CallShown, ShiftHistory, by_shift, days_of
from lazaretto.facts.periods import local_day, local_days, seconds
from lazaretto.obligations.roll_calls import roll_calls
from lazaretto.registers.record import Record

DAYS = 28  # shown where nobody asks for another number: four weeks


@dataclass(frozen=True, slots=True)
class RollCallHistory:
    """The roll-calls of so many days up to one, the latest first. answer: the limit in minutes."""

    house: House
    at: datetime
    first: date
    last: date
    shifts: tuple[ShiftHistory, ...]
    days: tuple[tuple[date, tuple[CallShown, ...]], ...]
    answer: int | None


def open_roll_call_history(
    facility: str, *, actor: Actor, now: datetime, days: int = DAYS, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> RollCallHistory:  # fmt: skip
    """How a house answered in the last ``days`` days, today included. Raises :class:`Refused`."""
    actor.require("read_facts", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    asks = asked_of_calls(seen.forces, seen.standing.at)
    last = local_day(seen.at, zone=house.zone)
    first = last - timedelta(days=days - 1)
    since = seconds(local_days(first, zone=house.zone).start)
    held = roll_calls(seen.standing, seen.record.facts, facility, since=since)
    calls = tuple(showing(seen, house, one, asks) for one in held)
    return RollCallHistory(
        house, seen.at, first, last, by_shift(calls), days_of(calls, zone=house.zone), asks.answer
    )
