"""Open the need of cells: of one facility with its days to come, or of all in scope, a line each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.board.capacity import Intake, intake
from lazaretto.board.houses import House
from lazaretto.facts.periods import instant
from lazaretto.placement.forecasting import MOST_DAYS, Forecast, History, Question, forecast
from lazaretto.placement.simulating import Part
from lazaretto.registers.record import Record

Lacking = Literal["cells", "arrivals", "history", "leg", "refusal"]  # why there is no forecast
MOST_TIMES = 10.0
LEAST_DAYS = 7  # of history: a week has one of each of its days


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked beside the facility; what is None is taken from the protocol in force.

    refusal: the share of days with arrivals that may find too few cells, above 0 and below 1. ahead: days
    to look ahead, as many as the leg has where it is None. times: arrivals as many times as they were.
    leg: days of the leg, where no protocol says it.
    """

    refusal: float | None = None
    ahead: int | None = None
    times: float = 1.0
    leg: int | None = None


@dataclass(frozen=True, slots=True)
class CapacityPage:
    """The need of cells of one facility, and what it was reckoned from. lacking: why ``forecast`` is null."""

    house: House
    at: datetime
    known_at: datetime
    intake: Intake
    refusal: float | None
    ahead: int
    times: float
    leg: int | None
    forecast: Forecast | None
    lacking: Lacking | None

    @property
    def short(self) -> int:
        """By how many cells the house is short; 0 where it is not, or where nothing is known."""
        return max(self.forecast.needed - self.intake.has, 0) if self.forecast else 0

    def day(self, number: int) -> date:
        """The calendar day of a day ahead."""
        return self.intake.today + timedelta(days=number)


@dataclass(frozen=True, slots=True)
class CityCapacity:
    """The need of every facility that takes newcomers in. cities: codes of all cities in scope."""

    at: datetime
    known_at: datetime
    zone: str
    city: str | None
    cities: tuple[str, ...]
    lines: tuple[CapacityPage, ...]


def open_capacity(
    facility: str, *, actor: Actor, now: datetime, asked: Asked | None = None, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> CapacityPage:  # fmt: skip
    """How many cells a facility needs at ``at`` (None: now). Raises :class:`Refused` outside the scope.

    Refuses a number outside its range, too: ``malformed``.
    """
    actor.require("read_day_sheet", facility=facility)
    asked = _within(asked or Asked())
    seen = view(now=now, at=at, known_at=known_at, record=record)
    return _kept(seen, house_of(seen, facility), asked)


def open_city_capacity(
    *, actor: Actor, now: datetime, asked: Asked | None = None, city: str | None = None,
    at: datetime | None = None, known_at: datetime | None = None, record: Record | None = None,
) -> CityCapacity:  # fmt: skip
    """The need of every facility in scope; where they lie in several cities, of one: as asked, or the first.

    Raises :class:`Refused` for a role that has no board, and for a number outside its range.
    """
    actor.require("read_board")
    asked = _within(asked or Asked())
    seen = view(now=now, at=at, known_at=known_at, record=record)
    houses = [house for house in seen.houses(actor.scope) if house.sort != "detachment"]
    cities = tuple(dict.fromkeys(house.city for house in houses))
    chosen = city if city in cities else next(iter(cities), None)
    lines = [_kept(seen, house, asked) for house in houses if house.city == chosen]
    return CityCapacity(
        at=seen.at, known_at=_known_at(seen), zone=houses[0].zone if houses else "UTC", city=chosen,
        cities=cities, lines=tuple(lines),
    )  # fmt: skip


def _kept(seen: View, house: House, asked: Asked) -> CapacityPage:
    return seen.keeping(("capacity", house.code, asked), lambda: _page(seen, house, asked))


def _page(seen: View, house: House, asked: Asked) -> CapacityPage:
    found = intake(seen.standing, forces=seen.forces, facts=seen.record.facts, house=house)
    leg = found.leg if found.leg is not None else asked.leg
    refusal = asked.refusal if asked.refusal is not None else found.refusal
    ahead = asked.ahead or min(leg or 14, MOST_DAYS)
    lacking, answer = _answer(found, leg, refusal, ahead, asked.times)
    return CapacityPage(
        house=house, at=seen.at, known_at=_known_at(seen), intake=found, refusal=refusal, ahead=ahead,
        times=asked.times, leg=leg, forecast=answer, lacking=lacking,
    )  # fmt: skip


def _answer(
    found: Intake, leg: int | None, refusal: float | None, ahead: int, times: float
) -> tuple[Lacking | None, Forecast | None]:
    if found.capacity is None:
        return "cells", None
    if leg is None:
        return "leg", None
    if refusal is None:
        return "refusal", None
    if found.groups and found.days < LEAST_DAYS:
        return "history", None
    question = Question(
        cells=found.has, capacity=found.capacity, leg=leg, window=found.window or 0, refusal=refusal,
        ahead=ahead, times=times,
    )  # fmt: skip
    answer = forecast(_history(found), question)
    return ("arrivals", None) if answer is None else (None, answer)


def _history(found: Intake) -> History:
    groups = [tuple(Part(s.sort, s.people, s.apart) for s in group.shares) for group in found.groups]
    return History(found.days, tuple(groups), tuple(_begun(found)))


def _begun(found: Intake) -> Sequence[int | None]:
    """After how many days each cell in use is free; one whose leg is over already, from tomorrow on."""
    return [
        None if cell.free_on is None else max((cell.free_on - found.today).days, 1) for cell in found.in_use
    ]


def _within(asked: Asked) -> Asked:
    """What was asked. Raises :class:`Refused` for a number outside its range."""
    for name, number, low, high in (
        ("refusal", asked.refusal, 0.0001, 0.5),
        ("ahead", asked.ahead, 1, MOST_DAYS),
        ("times", asked.times, 0.1, MOST_TIMES),
        ("leg", asked.leg, 1, 60),
    ):
        if number is not None and not low <= number <= high:
            raise Refused("malformed", why=f"`{name}` lies from {low:g} to {high:g}")
    return asked


def _known_at(seen: View) -> datetime:
    return instant(min(seen.standing.known_at, seen.standing.at))
