"""Open the rights guard: who is kept apart, how their days were, and what is owed to them now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.calling import alarms_of
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.board.houses import House, zone_of
from lazaretto.board.rights_page import RightsPage
from lazaretto.board.weighing import weigh
from lazaretto.registers.record import Record


def open_rights(
    facility: str | None, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> RightsPage:  # fmt: skip
    """The page of one facility, or of all in the actor's scope (None), at ``at``, as known then.

    Who may not read people's records sees how many they are, not who. Raises :class:`Refused` outside the
    actor's scope, and for a facility that was not established.
    """
    actor.require("read_day_sheet", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    chosen = (house_of(seen, facility),) if facility is not None else seen.houses(actor.scope)
    codes = tuple(house.code for house in chosen)
    page = seen.keeping(("rights", facility, codes), lambda: _weighed(seen, chosen, facility))
    return page if actor.may("read_person") else replace(page, rows=(), masked=True)


def _weighed(seen: View, chosen: Sequence[House], facility: str | None) -> RightsPage:
    return weigh(
        seen.assessment, alarms=alarms_of(seen), forces=seen.forces, facts=seen.record.facts, seen=chosen,
        zone=zone_of(chosen), facility=facility, missing=seen.missing,
    )  # fmt: skip
