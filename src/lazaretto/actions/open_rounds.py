"""Open the rounds of a house, or one of them: who is covered, who is not, and where its tubes are."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.board.rounds_page import (
    WHOM,
    RoundPage,
    RoundsPage,
    hours,
    incidents_open,
    preview,
    round_page,
)
from lazaretto.board.tubes import trouble
from lazaretto.facts.testing import TubesHandedOver
from lazaretto.ledger.tailing import SharedRecord
from lazaretto.obligations.outcomes import Round
from lazaretto.obligations.rounds import RoundView, round_view, rounds
from lazaretto.obligations.tallying import RoundLine, round_line
from lazaretto.registers.events import FOREVER
from lazaretto.registers.record import Record

POOLS = (1, 5, 10, 20)
PAST = 20  # rounds that are over and still listed
RUNNING = 20  # rounds that nobody closed


@dataclass(frozen=True, slots=True)
class Box:
    """One hand-over of tubes; its id is that of the fact."""

    id: UUID
    occurred: datetime
    body: TubesHandedOver


def open_rounds(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    asked: tuple[str, str, int] | None = None, record: Record | None = None,
) -> RoundsPage:  # fmt: skip
    """The rounds of a house, the newest first. asked: stratum, part and pool of an opening to be shown.

    Raises :class:`Refused` outside the scope, for whoever may not read people's records, and for a house
    that was not established.
    """
    actor.require("read_person", facility=facility)
    seen = view(now=now, at=at, record=record)
    house, facts = house_of(seen, facility), seen.record.facts
    found = rounds(seen.standing, facility=house.number)
    names = seen.standing.names
    views = [_view(seen, facility, names.name(one.key)) for one in found if one.closed == FOREVER]
    shown = asked if asked and asked[:2] in WHOM and asked[2] in POOLS else None
    return RoundsPage(
        house=house, at=seen.at, running=tuple(one for one in views[:RUNNING] if one is not None),
        past=tuple(_line(seen, facility, one) for one in [o for o in found if o.closed < FOREVER][:PAST]),
        hours=hours(seen.forces, seen.standing.at), incidents=incidents_open(seen.standing, house),
        preview=preview(
            seen.standing, facts=facts, house=house, stratum=shown[0], part=shown[1], pool=shown[2]
        ) if shown else None,
    )  # fmt: skip


def _line(seen: View, facility: str, held: Round) -> RoundLine:
    """A closed round with the count that is kept beside the record, where it is of this view's facts."""
    record, live = seen.record, seen.standing.known_at >= FOREVER
    code = seen.standing.names.name(held.key)
    kept = (
        record.tallied(code, facility, facts=seen.facts)
        if live and isinstance(record, SharedRecord)
        else None
    )
    return round_line(seen.standing, record.facts, held, kept)


def _view(seen: View, facility: str, code: str) -> RoundView | None:
    return seen.keeping(
        ("round", facility, code),
        lambda: round_view(seen.standing, seen.record.facts, code, facility=facility),
    )


def open_round_page(
    facility: str, code: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    record: Record | None = None,
) -> RoundPage:  # fmt: skip
    """One round of a house. Raises :class:`Refused` like :func:`open_rounds`, and for an unknown round."""
    actor.require("read_person", facility=facility)
    seen = view(now=now, at=at, record=record)
    house = house_of(seen, facility)
    page = seen.keeping(
        ("round page", facility, code),
        lambda: round_page(seen.standing, facts=seen.record.facts, house=house, at=seen.at, code=code),
    )
    if page is None:
        raise Refused("not_in_record", what=code)
    return page


def odd_tube(page: RoundPage, typed: str, *, actor: Actor, now: datetime) -> tuple[str, str] | None:
    """What is odd about a tube that is to be filled in this round now; None of a fresh one."""
    actor.require("read_person", facility=page.house.code)
    seen = view(now=now)
    return trouble(typed, standing=seen.standing, mine=page.tubes)


def boxes_of(page: RoundPage, *, actor: Actor, now: datetime) -> tuple[Box, ...]:
    """The boxes in which tubes of this round left the house, oldest first."""
    actor.require("read_person", facility=page.house.code)
    seen = view(now=now)
    over = seen.standing.events("tube_handed_over")
    mine = {seen.standing.names.find(tube.code) for tube in page.tubes}
    found = [fact for key, fact in zip(over.key.tolist(), over.fact.tolist(), strict=True) if key in mine]
    facts = [seen.record.facts[number] for number in dict.fromkeys(found)]
    return tuple(
        Box(fact.id, fact.occurred, fact.body) for fact in facts if isinstance(fact.body, TubesHandedOver)
    )
