"""Open the loop of a facility; look at what another pattern would change."""

from datetime import date, datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.board.loop_page import LoopPage, loop_page
from lazaretto.board.pattern_page import PatternPage, pattern_page
from lazaretto.obligations.rostering.force import ruling_document
from lazaretto.registers.record import Record


def open_loop(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> LoopPage:  # fmt: skip
    """The loop of one facility at ``at`` (None: now). Raises :class:`Refused` outside the scope.

    What somebody lacks before a step tells of their health: whoever may not open a person has no page.
    """
    actor.require("read_person", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    return seen.keeping(
        ("loop", facility),
        lambda: loop_page(
            seen.standing, facts=seen.record.facts, house=house,
            protocol=ruling_document(seen.forces, seen.standing.at),
        ),
    )  # fmt: skip


def preview_pattern(
    facility: str, *, actor: Actor, now: datetime, pattern: str | None = None, first: date | None = None,
    record: Record | None = None,
) -> PatternPage:  # fmt: skip
    """What a pattern would change from a day on. Nothing is recorded.

    Raises :class:`Refused` outside the scope, and where the document in force has no such pattern.
    """
    actor.require("read_person", facility=facility)
    seen = view(now=now, record=record)
    page = pattern_page(
        seen.standing, facts=seen.record.facts, house=house_of(seen, facility),
        protocol=ruling_document(seen.forces, seen.standing.at), pattern=pattern, first=first,
    )  # fmt: skip
    if pattern and page.chosen is None:
        raise Refused("malformed", why=f"`pattern`: {', '.join(one.id for one in page.patterns)}")
    return page
