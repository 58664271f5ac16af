"""Open a facility's day sheet: what is owed there at an instant, as known then."""

from dataclasses import replace
from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.awaiting import awaiting
from lazaretto.actions.calling import called
from lazaretto.actions.open_board import families_of
from lazaretto.actions.viewing import View, view
from lazaretto.actions.withholding import kept_from
from lazaretto.board.day_sheet import DaySheet
from lazaretto.board.houses import House
from lazaretto.board.listing import list_day
from lazaretto.board.narrowing import narrow_sheet, without_subjects
from lazaretto.facts.vocabulary import FAMILIES
from lazaretto.registers.record import Record


def open_day_sheet(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> DaySheet:  # fmt: skip
    """The sheet of one facility at ``at`` (None: now), as known then or at ``known_at``.

    Raises :class:`Refused` outside the actor's scope, and for a facility that was not established.
    """
    actor.require("read_day_sheet", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    families = None if actor.may("read_person") else families_of(actor)
    sheet = seen.keeping(
        ("sheet", facility, families),
        lambda: list_day(
            seen.assessment, house=house, facts=seen.record.facts, missing=seen.missing, families=families
        ),
    )
    mine = kept_from(actor, seen.standing)
    if mine:
        sheet = without_subjects(sheet, mine)
    if not actor.may("read_pictures"):  # what the detachment owes about a house is not announced to the house
        sheet = narrow_sheet(sheet, families=FAMILIES.keys() - {"supervision"})
    if families is not None:
        return narrow_sheet(sheet, families=families)
    waits = awaiting(seen, actor, (house,)) if at is None else 0
    return replace(sheet, called=called(seen, actor=actor, facilities=[facility]), awaiting=waits)


def house_of(seen: View, facility: str) -> House:
    """The facility as it was established by then. Raises :class:`Refused`."""
    found = seen.houses({facility})
    if not found:
        raise Refused("unknown_facility", facility=facility)
    return found[0]
