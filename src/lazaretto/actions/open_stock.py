"""Open the store of a facility: what is there, how long it lasts, what to take first."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from lazaretto.access.actor import Actor
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.board.houses import House
from lazaretto.facts.periods import local_day
from lazaretto.obligations.stocking import Batch, Shelf, shelves, tubes_filled
from lazaretto.protocol.document import Refrain
from lazaretto.registers.record import Record

StockState = Literal["low", "enough", "unused", "empty"]
_WINDOW = "days_used"
_COVER = "days_cover"


@dataclass(frozen=True, slots=True)
class StockLine:
    """One item with how it stands. soon: batches whose last day of use comes before the cover is over."""

    shelf: Shelf
    state: StockState
    soon: tuple[Batch, ...]
    expired: tuple[Batch, ...]


@dataclass(frozen=True, slots=True)
class StockPage:
    """The store of a house. window: days of the mean use; cover: the order point; None: no document asks.

    filled: tubes filled in the window, as a check beside the tubes taken out.
    """

    house: House
    at: datetime
    today: date
    window: int | None
    cover: int | None
    lines: tuple[StockLine, ...]
    filled: int


def open_stock(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> StockPage:  # fmt: skip
    """Every item of a facility. Raises :class:`Refused` outside the scope, or without the act."""
    actor.require("read_day_sheet", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    today = local_day(seen.at, zone=house.zone)
    settings = _settings(seen)
    window, cover = settings.get(_WINDOW), settings.get(_COVER)
    found = shelves(seen.standing, facility=house.number, window=window or 1)
    return StockPage(
        house=house, at=seen.at, today=today, window=window, cover=cover,
        lines=tuple(_line(shelf, today, cover) for shelf in found),
        filled=tubes_filled(seen.standing, facility=house.number, window=window or 1),
    )  # fmt: skip


def _settings(seen: View) -> dict[str, int]:
    """The window and the order point of the documents in force; none where none of them asks."""
    for force in reversed(seen.forces):
        if force.since <= seen.standing.at < force.until:
            for clause in force.protocol.clauses:
                if isinstance(clause.duty, Refrain) and clause.duty.condition == "stock_below_cover":
                    return dict(clause.duty.settings)
    return {}


def _line(shelf: Shelf, today: date, cover: int | None) -> StockLine:
    held = [one for one in shelf.batches if one.pieces > 0]
    horizon = today + timedelta(days=cover or 0)
    expired = tuple(one for one in held if one.expired(today))
    soon = tuple(one for one in held if one not in expired and one.expired(horizon))
    return StockLine(shelf, _state(shelf, cover), soon, expired)


def _state(shelf: Shelf, cover: int | None) -> StockState:
    if shelf.usable <= 0:
        return "empty"
    if shelf.days is None:
        return "unused"
    return "low" if cover is not None and shelf.days < cover else "enough"
