"""One view of the record for every reader: the standing at an instant, what is owed in it, and why.

The assessment covers the whole network and is shared; each action narrows it to the actor's scope.
In live mode a view serves until the next fact, the next change by the clock, or a minute; an instant
of the past is rounded down to its minute and kept among the few views last asked for. Where an
assessment takes long, as a nation's does, a view serves a little longer (``pacing``); it is of its own
instant, ``View.at``, and every page says which that is.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from lazaretto.actions.pacing import Paced
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
OLDEST = 300  # seconds behind the clock beyond which no view is shown as the present
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
_views: Paced[View] = Paced(clock=time.monotonic, keep=KEPT)
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
    known = moment if known_at is None else max(min(seconds(known_at), present), EARLIEST)
    if known >= present:
        known = FOREVER  # everything that is known
    return _views.get(
        key, lambda: _view(held, moment, known), fits=lambda seen: _fits(seen, held, moment),
        serves=lambda seen: seen.record is held and seen.standing.at <= moment <= seen.standing.at + OLDEST,
    )  # fmt: skip


def extent(record: Record) -> tuple[datetime, datetime] | None:
    """The first and the last instant at which anything occurred; None of an empty record."""
    columns = record.columns()
    filled = [columns[name].occurred for name in NAMES if name in columns and len(columns[name])]
    if not filled:
        return None
    return instant(min(int(c[0]) for c in filled)), instant(max(int(c[-1]) for c in filled))


def _fits(seen: View, record: Record, moment: int) -> bool:
    if seen.record is not record or seen.facts != len(record.facts):
        return False
    return seen.standing.at <= moment < min(seen.until, seen.standing.at + MINUTE)


def _view(record: Record, at: int, known_at: int) -> View:
    count = len(record.facts)
    standing = record.standing(at=at, known_at=known_at)
    shelf, missing = shelf_for(standing)
    forces = in_force(standing, shelf=shelf)
    zone = zone_of(houses(standing, facts=record.facts))
    window = window_of(instant(at), zone=zone)
    facts = record.facts
    assessment = assess(forces=forces, standing=standing, window=window, fact_id=lambda n: facts[n].id)
    change = assessment.next_change()
    return View(
        record, count, standing, assessment, forces, shelf, missing, window,
        FOREVER if change is None else change,
    )  # fmt: skip
