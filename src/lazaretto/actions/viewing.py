"""One view of the record for every reader: the standing at an instant, what is owed in it, and why.

The assessment covers the whole network and is shared; each action narrows it to the actor's scope.
In live mode a view serves until the next fact, the next change by the clock, or a minute; an instant
of the past is rounded down to its minute and kept among the few views last asked for.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from lazaretto.actions.shelf import Version, shelf_for
from lazaretto.board.charting import window_of
from lazaretto.board.houses import House, houses, zone_of
from lazaretto.facts.periods import Period, instant, seconds
from lazaretto.ledger.tailing import live
from lazaretto.obligations.assessing import Assessment, assess
from lazaretto.obligations.force import InForce, Shelf, in_force
from lazaretto.registers.events import FOREVER, NAMES
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing

MINUTE = 60
EARLIEST = 2 * 86_400  # seconds since 1970: whoever asks for an earlier instant sees the record of that day
KEPT = 8  # views; one of the model city holds some tens of megabytes
DRAWN = 64  # pages kept of one view
_T = TypeVar("_T")


@dataclass(frozen=True)
class View:
    """The record at an instant, as known at another. Whole network: narrow it before showing anything.

    facts: how many the record held. until: the second from which the clock alone changes something.
    """

    record: Record
    facts: int
    standing: Standing
    assessment: Assessment
    forces: tuple[InForce, ...]
    shelf: Shelf
    missing: tuple[Version, ...]
    window: Period
    until: int
    drawn: "OrderedDict[Hashable, Any]" = field(default_factory=OrderedDict)

    @property
    def at(self) -> datetime:
        """The instant of the view."""
        return instant(self.standing.at)

    def houses(self, codes: Any) -> tuple[House, ...]:
        """The established facilities in a scope, or any other container of codes."""
        return houses(self.standing, facts=self.record.facts, codes=codes)

    def keeping(self, key: Hashable, draw: Callable[[], _T]) -> _T:
        """What was drawn under this key before, or now."""
        with _lock:
            if key in self.drawn:
                found: _T = self.drawn[key]
                return found
        made = draw()
        with _lock:
            self.drawn[key] = made
            while len(self.drawn) > DRAWN:
                self.drawn.popitem(last=False)
        return made


_lock = threading.Lock()
_making = threading.Lock()
_views: "OrderedDict[Hashable, View]" = OrderedDict()
_LIVE = "live"


def view(
    *, now: datetime, at: datetime | None = None, known_at: datetime | None = None,
    record: Record | None = None,
) -> View:  # fmt: skip
    """The view at ``at`` (None: now), as known then, or at ``known_at`` where that is given.

    ``record``: read this one instead of the live ledger.
    """
    held = live() if record is None else record
    present = seconds(now)
    if at is None or seconds(at) >= present:
        key: Hashable = (id(held), _LIVE, known_at and seconds(known_at))
        moment = present
    else:
        moment = max(seconds(at) // MINUTE * MINUTE, EARLIEST)
        key = (id(held), moment, known_at and seconds(known_at))
    known = moment if known_at is None else min(seconds(known_at), present)
    if known >= present:
        known = FOREVER  # everything that is known
    with _making:
        found = _kept(key, held, moment)
        return found or _keep(key, _view(held, moment, known))


def extent(record: Record) -> tuple[datetime, datetime] | None:
    """The first and the last instant at which anything occurred; None of an empty record."""
    columns = record.columns()
    filled = [columns[name].occurred for name in NAMES if name in columns and len(columns[name])]
    if not filled:
        return None
    return instant(min(int(c[0]) for c in filled)), instant(max(int(c[-1]) for c in filled))


def forget() -> None:
    """Drop every view kept (a record was rebuilt; a test begins)."""
    with _lock:
        _views.clear()


def _kept(key: Hashable, record: Record, moment: int) -> View | None:
    with _lock:
        found = _views.get(key)
        if found is None or found.record is not record or found.facts != len(record.facts):
            return None
        if not found.standing.at <= moment < min(found.until, found.standing.at + MINUTE):
            return None
        _views.move_to_end(key)
        return found


def _keep(key: Hashable, made: View) -> View:
    with _lock:
        _views[key] = made
        _views.move_to_end(key)
        while len(_views) > KEPT:
            _views.popitem(last=False)
    return made


def _view(record: Record, at: int, known_at: int) -> View:
    count = len(record.facts)
    standing = record.standing(at=at, known_at=known_at)
    shelf, missing = shelf_for(standing)
    forces = in_force(standing, shelf=shelf)
    zone = zone_of(houses(standing, facts=record.facts, codes=_Everywhere()))
    window = window_of(instant(at), zone=zone)
    facts = record.facts
    assessment = assess(forces=forces, standing=standing, window=window, fact_id=lambda n: facts[n].id)
    change = assessment.next_change()
    return View(
        record, count, standing, assessment, forces, shelf, missing, window,
        FOREVER if change is None else change,
    )  # fmt: skip


class _Everywhere:
    """A container of every code: the server's own reading, before any narrowing."""

    def __contains__(self, _code: object) -> bool:
        return True
