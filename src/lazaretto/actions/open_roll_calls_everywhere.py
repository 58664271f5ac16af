"""Open the roll-calls of a city: a card a house, the sheet to call by, and those that run now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lazaretto.access.actor import Actor
from lazaretto.actions.drawing_looks import calls_drawn
from lazaretto.actions.open_roll_calls import CALLING, calls_of, due_calls, gathered, showing
from lazaretto.actions.shelf import shelf_for
from lazaretto.actions.viewing import View, view
from lazaretto.audit.looking import Due
from lazaretto.audit.roll_calling import AskedOfCalls, asked_of_calls
from lazaretto.board.houses import House
from lazaretto.board.roll_call_view import CallShown
from lazaretto.facts.periods import instant, local_day, seconds
from lazaretto.facts.roll_calls import GatheringSet
from lazaretto.ledger.tailing import live
from lazaretto.obligations.force import in_force
from lazaretto.obligations.gathering import Gathering, settings_of
from lazaretto.obligations.roll_calls import LONGEST, roll_calls
from lazaretto.registers.record import Record

Card = Literal["due", "running", "missed", "done", "none"]


@dataclass(frozen=True, slots=True)
class HouseCalled:
    """One house's card. call: it runs, or was the last of the day. due: drawn ones the reader may know."""

    house: House
    card: Card
    call: CallShown | None
    due: tuple[Due, ...]
    calls: int
    settings: GatheringSet | None
    expected_inside: int | None
    expected_standby: int | None


@dataclass(frozen=True, slots=True)
class CityRollCalls:
    """Every house in scope of one city. promised: whether the draws of all are published for tomorrow."""

    at: datetime
    known_at: datetime
    zone: str
    city: str | None
    cities: tuple[str, ...]
    lines: tuple[HouseCalled, ...]
    draws: int
    asked: AskedOfCalls
    document: str | None
    version: str | None


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One house on the radio call sheet: what to say to it, and who should answer."""

    house: House
    settings: GatheringSet | None
    due: Due | None
    call: CallShown | None
    expected_inside: int | None
    expected_standby: int | None
    at_gate: int
    members: Gathering | None


@dataclass(frozen=True, slots=True)
class CallSheet:
    """The houses to be called now, or those that were asked for, in the order in which they are called."""

    at: datetime
    zone: str
    lines: tuple[SheetLine, ...]
    asked: AskedOfCalls


@dataclass(frozen=True, slots=True)
class RunningCall:
    """A roll-call that holds a house's gate, for the head of a page. until: when it holds nobody longer."""

    facility: str
    code: str
    since: datetime
    until: datetime


def open_city_roll_calls(
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
    asks = asked_of_calls(seen.forces, seen.standing.at)
    return CityRollCalls(
        at=seen.at, known_at=instant(min(seen.standing.known_at, seen.standing.at)),
        zone=houses[0].zone if houses else "UTC", city=chosen, cities=cities,
        lines=tuple(_line(seen, house, asks, actor) for house in houses if house.city == chosen),
        draws=asks.draws, asked=asks, document=asks.document, version=asks.version,
    )  # fmt: skip


def open_call_sheet(
    facility: str | None = None, *, actor: Actor, now: datetime, record: Record | None = None
) -> CallSheet:
    """The sheet for one house, or (None) for every one in scope whose drawn time has come or that is called.

    Only for whoever issues the calls. Raises :class:`Refused`.
    """
    actor.require(CALLING, facility=facility)
    seen = view(now=now, record=record)
    asks = asked_of_calls(seen.forces, seen.standing.at)
    codes = actor.scope if facility is None else frozenset({facility})
    houses = [house for house in seen.houses(codes) if house.sort != "detachment"]
    lines = [_sheet(seen, house, asks, actor) for house in houses]
    called = [one for one in lines if facility is not None or one.due is not None or one.call is not None]
    return CallSheet(seen.at, houses[0].zone if houses else "UTC", tuple(called), asks)


def running_calls(*, actor: Actor, now: datetime, record: Record | None = None) -> tuple[RunningCall, ...]:
    """The roll-calls in the actor's scope that hold a gate now. Nothing is assessed."""
    held = live() if record is None else record
    called = held.columns()["roll_call_called"]
    if not len(called) or int(called.occurred[-1]) < seconds(now) - LONGEST:
        return ()
    standing = held.standing(at=seconds(now))
    found = roll_calls(standing, held.facts, since=standing.at - LONGEST)
    open_ones = [one for one in found if one.running and one.facility in actor.scope]
    if not open_ones:
        return ()
    asks = asked_of_calls(in_force(standing, shelf=shelf_for(standing)[0]), standing.at)
    holds = (asks.frozen or 0) * 60
    return tuple(
        RunningCall(one.facility, one.code, instant(one.called), instant(one.called + holds))
        for one in open_ones
        if standing.at < one.called + holds
    )


def _line(seen: View, house: House, asks: AskedOfCalls, actor: Actor) -> HouseCalled:
    today = local_day(seen.at, zone=house.zone)
    held = calls_of(seen, house, today)
    due = due_calls(
        seen, house, held, calls_drawn(seen, house.code, day=today, asked=asks), today, asks, actor
    )
    running = next((one for one in reversed(held) if one.running), None)
    last = running or (held[-1] if held else None)
    who = gathered(seen, house)
    return HouseCalled(
        house=house, card=_card(due, running is not None, bool(held)),
        call=showing(seen, house, last, asks) if last else None, due=due, calls=len(held),
        settings=settings_of(seen.standing, seen.record.facts, house.code),
        expected_inside=who.expected("A"), expected_standby=who.expected("B"),
    )  # fmt: skip


def _card(due: tuple[Due, ...], running: bool, held: bool) -> Card:
    if running:
        return "running"
    states = {one.state for one in due}
    if "due" in states:
        return "due"
    if "missed" in states:
        return "missed"
    return "done" if held else "none"


def _sheet(seen: View, house: House, asks: AskedOfCalls, actor: Actor) -> SheetLine:
    today = local_day(seen.at, zone=house.zone)
    held = calls_of(seen, house, today)
    due = due_calls(
        seen, house, held, calls_drawn(seen, house.code, day=today, asked=asks), today, asks, actor
    )
    running = next((one for one in reversed(held) if one.running), None)
    who = gathered(seen, house)
    return SheetLine(
        house=house, settings=settings_of(seen.standing, seen.record.facts, house.code),
        due=next((one for one in due if one.state == "due"), None),
        call=showing(seen, house, running, asks) if running else None,
        expected_inside=who.expected("A"), expected_standby=who.expected("B"), at_gate=who.at_gate,
        members=who if actor.may("read_person") else None,
    )  # fmt: skip
