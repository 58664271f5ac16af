"""Open how houses answered their roll-calls through the weeks: by shift and day, never what is to come."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lazaretto.access.actor import Actor
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.open_roll_calls import showing
from lazaretto.actions.viewing import View, view
from lazaretto.audit.roll_calling import AskedOfCalls, asked_of_calls
from lazaretto.board.houses import House
from lazaretto.board.roll_call_history import HouseHistory, ShiftHistory, by_shift, days_of
from lazaretto.board.roll_call_view import CallShown
from lazaretto.facts.periods import instant, local_day, local_days, seconds
from lazaretto.obligations.roll_calls import roll_calls
from lazaretto.protocol.document import Text
from lazaretto.registers.record import Record

DAYS = 28  # shown where nobody asks for another number: four weeks, a loop of closed duty and one more


@dataclass(frozen=True, slots=True)
class RollCallHistory:
    """The roll-calls of one house in so many days up to one, the latest first. answer: the limit, minutes."""

    house: House
    at: datetime
    first: date
    last: date
    shifts: tuple[ShiftHistory, ...]
    days: tuple[tuple[date, tuple[CallShown, ...]], ...]
    answer: int | None


@dataclass(frozen=True, slots=True)
class CityRollCallHistory:
    """How every house in scope of one city answered, in the order in which they were established."""

    at: datetime
    zone: str
    city: str | None
    cities: tuple[str, ...]
    first: date
    last: date
    houses: tuple[HouseHistory, ...]
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
    first, last = _days(seen, house.zone, days)
    calls = _calls(seen, [house], asks, first)[house.code]
    return RollCallHistory(
        house, seen.at, first, last, by_shift(calls, labels=_labels(asks)), days_of(calls, zone=house.zone),
        asks.answer,
    )  # fmt: skip


def open_roll_call_history_everywhere(
    *, actor: Actor, now: datetime, city: str | None = None, days: int = DAYS, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> CityRollCallHistory:  # fmt: skip
    """How every house in scope answered, of one city where they lie in several. Raises :class:`Refused`."""
    actor.require("read_board")
    actor.require("read_facts")
    seen = view(now=now, at=at, known_at=known_at, record=record)
    every = [house for house in seen.houses(actor.scope) if house.sort != "detachment"]
    cities = tuple(dict.fromkeys(house.city for house in every))
    chosen = city if city in cities else next(iter(cities), None)
    houses = [house for house in every if house.city == chosen]
    asks = asked_of_calls(seen.forces, seen.standing.at)
    zone = houses[0].zone if houses else "UTC"
    first, last = _days(seen, zone, days)
    calls = _calls(seen, houses, asks, first)
    found = (HouseHistory(house, by_shift(calls[house.code], labels=_labels(asks))) for house in houses)
    return CityRollCallHistory(seen.at, zone, chosen, cities, first, last, tuple(found), asks.answer)


def _days(seen: View, zone: str, days: int) -> tuple[date, date]:
    last = local_day(seen.at, zone=zone)
    return last - timedelta(days=days - 1), last


def _calls(
    seen: View, houses: list[House], asks: AskedOfCalls, first: date
) -> dict[str, tuple[CallShown, ...]]:
    """The calls of each house since the beginning of its first day, the earliest first."""
    since = min((seconds(local_days(first, zone=house.zone).start) for house in houses), default=0)
    named: dict[str, list[CallShown]] = {house.code: [] for house in houses}
    known = {house.code: house for house in houses}
    for one in roll_calls(seen.standing, seen.record.facts, since=since):
        house = known.get(one.facility)
        if house is not None and local_day(instant(one.called), zone=house.zone) >= first:
            named[house.code].append(showing(seen, house, one, asks))
    return {code: tuple(calls) for code, calls in named.items()}


def _labels(asks: AskedOfCalls) -> tuple[Text, ...]:
    return tuple(slot.label for slot in asks.slots)
