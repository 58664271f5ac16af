"""Open the lines that must read zero: all of them at a glance, or one with every breach behind it."""

from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.viewing import View, view
from lazaretto.board.bottom_lines_page import LinePage, LinesPage, line_page, lines_page
from lazaretto.board.houses import House, zone_of
from lazaretto.board.indicating import bottom_lines
from lazaretto.registers.record import Record

WEEKS = (4, 12)  # as the pages offer them: a month, and a quarter


def open_bottom_lines(
    *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, weeks: int = WEEKS[0], record: Record | None = None,
) -> LinesPage:  # fmt: skip
    """Every line over some weeks, of the facilities in scope at ``at`` (None: now).

    Raises :class:`Refused` for a role without the board.
    """
    actor.require("read_board")
    seen = view(now=now, at=at, known_at=known_at, record=record)
    houses = _houses(seen, actor)
    return seen.keeping(
        ("bottom lines", actor.scope, weeks),
        lambda: lines_page(
            seen.assessment, forces=seen.forces, seen=houses, zone=zone_of(houses), window=seen.window,
            weeks=weeks, lines=bottom_lines(seen.assessment, forces=seen.forces, seen=houses),
        ),
    )  # fmt: skip


def open_bottom_line(
    document: str, line: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, weeks: int = WEEKS[0], record: Record | None = None,
) -> LinePage:  # fmt: skip
    """One line of a document with its breaches.

    Raises :class:`Refused` for a role without the board or without people's records, and where no document
    in force states the line.
    """
    actor.require("read_board")
    actor.require("read_person")  # a breach names a number, and tells of health
    seen = view(now=now, at=at, known_at=known_at, record=record)
    houses = _houses(seen, actor)
    found = bottom_lines(seen.assessment, forces=seen.forces, seen=houses)
    asked = next((one for one in found if (one.document, one.id) == (document, line)), None)
    if asked is None:
        raise Refused("not_in_record", what=f"{document} {line}")
    return seen.keeping(
        ("bottom line", actor.scope, document, line, weeks),
        lambda: line_page(
            seen.assessment, facts=seen.record.facts, forces=seen.forces, line=asked, seen=houses,
            zone=zone_of(houses), window=seen.window, weeks=weeks,
        ),
    )  # fmt: skip


def _houses(seen: View, actor: Actor) -> tuple[House, ...]:
    return tuple(sorted(seen.houses(actor.scope), key=lambda house: house.code))
