"""Open the roll-calls of a city: a card a house, whom to call next and with which words, what runs now."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from lazaretto.access.actor import Actor
from lazaretto.actions.drawing_looks import calls_drawn
from lazaretto.actions.open_roll_calls import (
    CALLING,
    calls_of,
    due_calls,
    gathered,
    promised,
    showing,
)
from lazaretto.actions.shelf import shelf_for
from lazaretto.actions.viewing import View, view
from lazaretto.audit.looking import Due
from lazaretto.audit.roll_calling import AskedOfCalls, asked_of_calls
from lazaretto.board.houses import House
from lazaretto.board.roll_call_view import CallShown, barred_from, seen_by
from lazaretto.facts.periods import instant, local_day, seconds
from lazaretto.facts.roll_calls import GatheringSet
from lazaretto.ledger.tailing import live
from lazaretto.obligations.force import in_force
from lazaretto.obligations.gathering import settings_of
from lazaretto.obligations.roll_calls import LONGEST, frozen_now, holds_for
from lazaretto.registers.record import Record

Card = Literal["mismatched", "running", "due", "missed", "done", "none"]
_NEVER = datetime.max.replace(tzinfo=UTC)
CARDS: tuple[Card, ...] = ("mismatched", "running", "due", "missed", "none", "done")  # the worst first


@dataclass(frozen=True, slots=True)
class HouseCalled:
    """One house's card. call: the one that runs, or the last of the day. due: drawn ones the reader may know.

    barred: what the reader may not do of the running one. waiting: the drawn one that waits to be issued.
    """

    house: House
    card: Card
    call: CallShown | None
    barred: tuple[str, ...]
    due: tuple[Due, ...]
    waiting: Due | None
    calls: int
    settings: GatheringSet | None
    expected_inside: int | None
    expected_standby: int | None
    at_gate: int


@dataclass(frozen=True, slots=True)
class CityRollCalls:
    """Every house in scope of one city, the worst first. promised: whether tomorrow's draws are published."""

    at: datetime
    known_at: datetime
    zone: str
    city: str | None
    cities: tuple[str, ...]
    lines: tuple[HouseCalled, ...]
    asked: AskedOfCalls
    promised: bool

    @property
    def next(self) -> HouseCalled | None:
        """Whom to call next: of those whose drawn time has come, the one who has waited longest."""
        return next((line for line in self.lines if line.card == "due"), None)


@dataclass(frozen=True, slots=True)
class RunningCall:
    """A roll-call that holds a house's gate now. until: when it holds nobody longer."""

    facility: str
    code: str
    since: datetime
    until: datetime


def open_roll_calls_everywhere(
    *, actor: Actor, now: datetime, city: str | None = None, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> CityRollCalls:  # fmt: skip
    """Every facility in scope, of one city where they lie in several. Raises :class:`Refused` for a role
    without a board.
    """
    actor.require("read_board")
    actor.require("read_facts")
    seen = view(now=now, at=at, known_at=known_at, record=record)
    houses = [house for house in seen.houses(actor.scope) if house.sort != "detachment"]
    cities = tuple(dict.fromkeys(house.city for house in houses))
    chosen = city if city in cities else next(iter(cities), None)
    here = [house for house in houses if house.city == chosen]
    asks = asked_of_calls(seen.forces, seen.standing.at)
    lines = [_line(seen, house, asks, actor) for house in here]
    return CityRollCalls(
        at=seen.at, known_at=instant(min(seen.standing.known_at, seen.standing.at)),
        zone=here[0].zone if here else "UTC", city=chosen, cities=cities,
        lines=tuple(sorted(lines, key=_urgency)), asked=asks,
        promised=all(promised(seen, house, _tomorrow(seen, house)) for house in here),
    )  # fmt: skip


def running_call(
    facility: str, *, actor: Actor, now: datetime, record: Record | None = None
) -> RunningCall | None:
    """The roll-call that holds a house's gate now, where the house is in scope. Nothing is assessed."""
    held = live() if record is None else record
    called = held.columns()["roll_call_called"]
    if facility not in actor.scope or not len(called):
        return None
    if int(called.occurred[-1]) < seconds(now) - LONGEST:
        return None
    standing = held.standing(at=seconds(now))
    holds = holds_for(in_force(standing, shelf=shelf_for(standing)[0]), standing.at)
    found = frozen_now(standing, standing.facilities.find(facility), seconds=holds)
    if found is None:
        return None
    code, since, until = found
    return RunningCall(facility, code, instant(since), instant(until))


def _tomorrow(seen: View, house: House) -> date:
    return local_day(seen.at, zone=house.zone) + timedelta(days=1)


def _line(seen: View, house: House, asks: AskedOfCalls, actor: Actor) -> HouseCalled:
    today = local_day(seen.at, zone=house.zone)
    held = calls_of(seen, house, today)
    draw = calls_drawn(seen, house.code, day=today, asked=asks)
    due = due_calls(seen, house, held, draw, today, asks, actor)
    running = next((one for one in reversed(held) if one.running), None)
    last = running or (held[-1] if held else None)
    call = seen_by(showing(seen, house, last, asks), actor.code) if last else None
    who = gathered(seen, house)
    return HouseCalled(
        house=house, card=_card(due, call), call=call, due=due, calls=len(held),
        barred=barred_from(running, actor.code) if running else (),
        waiting=next((one for one in due if one.state == "due"), None) if actor.may(CALLING) else None,
        settings=settings_of(seen.standing, seen.record.facts, house.code),
        expected_inside=who.expected("A"), expected_standby=who.expected("B"), at_gate=who.at_gate,
    )  # fmt: skip


def _card(due: tuple[Due, ...], call: CallShown | None) -> Card:
    if call is not None and call.running:
        return "mismatched" if call.differs else "running"
    states = {one.state for one in due}
    if "due" in states:
        return "due"
    if "missed" in states:
        return "missed"
    return "done" if call is not None else "none"


def _urgency(line: HouseCalled) -> tuple[int, datetime, str]:
    since = line.waiting.opens if line.waiting else line.call.called if line.call else _NEVER
    return CARDS.index(line.card), since, line.house.code
