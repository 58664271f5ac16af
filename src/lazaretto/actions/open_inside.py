"""Open who and what is inside a house, at any instant, as known then; and the muster, to be called out."""

from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.open_emergency import running_at
from lazaretto.actions.viewing import View, view
from lazaretto.board.houses import House
from lazaretto.board.inside import (
    InsidePage,
    Muster,
    inside_page,
    muster,
    muster_without_care,
    uncovered,
    without_care,
)
from lazaretto.obligations.inside import Inside, inside
from lazaretto.registers.record import Record

ACT = "read_day_sheet"


def open_inside(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> InsidePage:  # fmt: skip
    """Who and what is inside at ``at`` (None: now).

    Whoever may not read people's records sees how many are held, and no more, unless an emergency runs.
    Raises :class:`Refused` outside the scope, and for a facility that was not established.
    """
    actor.require(ACT, facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    page = inside_page(
        _inside(seen, house), house=house, at=seen.at, known_at=known_at, running=running_at(seen, house)
    )
    if actor.may("read_person"):
        return page
    return uncovered(page) if page.running is None else without_care(page)


def open_muster(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> Muster:  # fmt: skip
    """The list by which a house is called out, at ``at`` (None: now).

    It names everybody who is held by number, with what they need; to who may not read people's records,
    without: what somebody needs says what they have. Raises :class:`Refused` like
    :func:`open_inside`, and for whoever may not read people's records while no emergency runs.
    """
    actor.require(ACT, facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    running = running_at(seen, house)
    if running is None and not actor.may("read_person"):
        raise Refused("muster_closed", facility=facility)
    found = muster(_inside(seen, house), house=house, at=seen.at, known_at=known_at, running=running)
    return found if actor.may("read_person") else muster_without_care(found)


def _inside(seen: View, house: House) -> Inside:
    return seen.keeping(
        ("inside", house.code),
        lambda: inside(seen.standing, facts=seen.record.facts, forces=seen.forces, facility=house.number),
    )
