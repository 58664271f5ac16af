"""Open the dispatches: the list with the agenda of the next one, one of them, or those of one house."""

from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.board.agenda import Agenda, agenda
from lazaretto.board.dispatch_page import (
    DispatchesPage,
    DispatchPage,
    HouseDispatches,
    one_page,
    pages_of,
    titles_of,
)
from lazaretto.board.houses import House
from lazaretto.facts.periods import Period, instant
from lazaretto.obligations.assessing import assess
from lazaretto.obligations.dispatches import of_office
from lazaretto.registers.record import Record

ACT = "read_facts"
DAY = 86_400


def open_dispatches(
    *, actor: Actor, now: datetime, at: datetime | None = None, known_at: datetime | None = None,
    record: Record | None = None,
) -> DispatchesPage:  # fmt: skip
    """The dispatches of the detachment in scope. Raises :class:`Refused` without the act."""
    actor.require(ACT)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    office, houses = _ground(seen, actor)
    code = office.code if office else None
    since = since_of(seen, code)
    pages = _pages(seen, houses, code) if code else []
    facts = seen.record.facts
    return DispatchesPage(
        at=seen.at, office=office, since=instant(since), houses=houses,
        running=next((one for one in pages if one.state == "open"), None),
        past=tuple(one for one in pages if one.state != "open"),
        agenda=agenda_of(seen, houses, since), titles=titles_of(seen.standing, facts, seen.forces),
    )  # fmt: skip


def open_dispatch(
    code: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> DispatchPage:  # fmt: skip
    """One dispatch over every house in scope. Raises :class:`Refused`; also for one that nobody opened."""
    actor.require(ACT)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    _, houses = _ground(seen, actor)
    found = one_page(seen.standing, facts=seen.record.facts, forces=seen.forces, houses=houses, code=code)
    if found is None or not found.houses or found.office not in actor.scope:
        raise Refused("not_in_record", what=code[:64])
    return found


def open_house_dispatches(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> HouseDispatches:  # fmt: skip
    """The lines of one house alone. Raises :class:`Refused` outside the scope."""
    actor.require(ACT, facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    pages = _pages(seen, (house,), None)
    return HouseDispatches(
        house, seen.at, tuple(one for one in pages if one.state == "open"),
        tuple(one for one in pages if one.state != "open"),
    )  # fmt: skip


def since_of(seen: View, office: str | None) -> int:
    """Since when the next agenda speaks: the opening of the last dispatch, or a day ago; in seconds."""
    held = of_office(seen.standing, seen.record.facts, office) if office else ()
    last = held[-1].opening if held else None
    return int(last.occurred.timestamp()) if last is not None else seen.standing.at - DAY


def agenda_of(seen: View, houses: tuple[House, ...], since: int) -> Agenda:
    """What every house would be asked now."""
    facts = seen.record.facts

    def draw() -> Agenda:
        assessment = seen.assessment
        if since < int(seen.window.start.timestamp()):
            period = Period(instant(since), instant(seen.standing.at + 1))
            assessment = assess(
                forces=seen.forces, standing=seen.standing, window=period, fact_id=lambda n: facts[n].id
            )
        return agenda(assessment, facts=facts, forces=seen.forces, houses=houses, since=since)

    return seen.keeping(("agenda", tuple(house.code for house in houses), since), draw)


def _ground(seen: View, actor: Actor) -> tuple[House | None, tuple[House, ...]]:
    """The detachment in scope, and the houses of its city; without one, every house in scope."""
    every = seen.houses(actor.scope)
    office = next((house for house in every if house.sort == "detachment"), None)
    held = [house for house in every if house.sort != "detachment"]
    return office, tuple(house for house in held if office is None or house.city == office.city)


def _pages(seen: View, houses: tuple[House, ...], office: str | None) -> list[DispatchPage]:
    return pages_of(seen.standing, facts=seen.record.facts, forces=seen.forces, houses=houses, office=office)
