"""Open the results of a facility: the tubes that wait for one."""

from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.import_results import ACT
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.board.results_page import ResultsPage, results_page
from lazaretto.facts.periods import instant
from lazaretto.registers.events import FOREVER
from lazaretto.registers.record import Record


def open_results(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> ResultsPage:  # fmt: skip
    """The tubes that wait. Raises :class:`Refused` outside the scope, or without the act."""
    actor.require(ACT, facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    known = seen.at if seen.standing.known_at >= FOREVER else instant(seen.standing.known_at)
    return seen.keeping(
        ("results", facility),
        lambda: results_page(
            seen.standing, forces=seen.forces, facts=seen.record.facts, house=house, known_at=known
        ),
    )
