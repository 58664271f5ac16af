"""Open the board of cells of a facility at an instant, as known then."""

from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.board.cells import CellsPage, lay_out
from lazaretto.board.houses import House
from lazaretto.obligations.availability import cells
from lazaretto.obligations.contaminating import contaminations
from lazaretto.obligations.groups import LAST, in_no_leg, let_go
from lazaretto.obligations.reckoning import clocks
from lazaretto.registers.record import Record


def open_cells(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> CellsPage:  # fmt: skip
    """Every cell of a facility as a card. Raises :class:`Refused` outside the scope, or without the act."""
    actor.require("read_facts", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    return seen.keeping(("cells", facility), lambda: _page(seen, house))


def _page(seen: View, house: House) -> CellsPage:
    standing, facts = seen.standing, seen.record.facts
    mixed = contaminations(standing, start=0, end=standing.at + 1)
    return lay_out(
        cells(standing, forces=seen.forces, facts=facts, facility=house.code), house=house, at=seen.at,
        clocks=[
            clock
            for clock in clocks(standing, forces=seen.forces, facts=facts, facility=house.code)
            if clock.layer <= LAST
        ],
        mixed=[one for one in mixed if one.facility == house.code], facts=facts,
        unordered=_unordered(seen, house),
    )  # fmt: skip


def _unordered(seen: View, house: House) -> int:
    """How many people are in cells of quarantine here and in no leg, unless theirs ended in it."""
    standing = seen.standing
    beds = in_no_leg(standing, house.number)
    return int((~let_go(beds, standing)).sum())
