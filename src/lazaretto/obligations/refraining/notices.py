"""What becomes of findings and must not: the same again, nobody puts it right, one person does two acts."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from lazaretto.obligations.days import HOUR
from lazaretto.obligations.extensions import EXTENSION
from lazaretto.obligations.inspections import INSPECTION
from lazaretto.obligations.machine import Machine
from lazaretto.obligations.notices import FINDING, NOTICE, OPEN
from lazaretto.obligations.walking import Walked, walk_all
from lazaretto.registers.events import Columns, joined
from lazaretto.registers.extensions import EXTENSION_ACTS
from lazaretto.registers.inspections import INSPECTION_ACTS
from lazaretto.registers.notices import FINDING_ACTS, NOTICE_ACTS
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
DAY = 24 * HOUR
_WALKS: tuple[tuple[str, Machine, tuple[str, ...]], ...] = (
    ("finding_act", FINDING, FINDING_ACTS),
    ("notice_act", NOTICE, NOTICE_ACTS),
    ("inspection_act", INSPECTION, INSPECTION_ACTS),
    ("extension_act", EXTENSION, EXTENSION_ACTS),
)


def finding_repeated(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """The same matter was found in the same house so often within so many days that it climbs (M33)."""
    rows = standing.during("finding_about", start, end)
    every = standing.events("finding_about")
    reach, least = settings["days"] * DAY, settings["times"]
    pairs = zip(rows.key.tolist(), rows.occurred.tolist(), strict=True)
    often = [_times(every, key, at, reach) >= least for key, at in pairs]
    again = rows.where(np.array(often, np.bool_))
    return replace(again, key=again.value, value=again.key)


def _times(every: Columns, key: int, at: int, reach: int) -> int:
    """How often a matter had been found in its house in the stretch that ends with this instant."""
    return int(((every.key == key) & (every.occurred > at - reach) & (every.occurred <= at)).sum())


def finding_overdue(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Hours after the instant by which a finding had to be put right, the house has not done so.

    The instant is the latest that was said when it passed; the finding is the next leader's from then on.
    """
    rows = standing.events("finding_due")
    late = rows.value + settings["hours"] * HOUR
    found = [
        row
        for row in range(len(rows))
        if start <= late[row] < end
        and not _moved(rows, row, int(late[row]))
        and _state(standing, int(rows.key[row]), int(late[row])) in OPEN
    ]
    overdue = rows.where(np.array(found, np.int64))
    return replace(overdue, occurred=late[np.array(found, np.int64)])


def _moved(rows: Columns, row: int, late: int) -> bool:
    """Whether another instant was said for the same finding before this one had passed."""
    after = (rows.key == rows.key[row]) & (np.arange(len(rows)) > row) & (rows.occurred <= late)
    return bool(after.any())


def _state(standing: Standing, key: int, at: int) -> str:
    """How far a finding had come by an instant."""
    state = FINDING.start
    for one in _walked(standing, *_WALKS[0]):
        if one.key == key and one.at <= at:
            state = one.state
    return state


def reinspected_by_same(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A finding was closed, or given more time, by whoever had found it, put it right or asked (law 13)."""
    return _astray(standing, start, end, lambda one: one.why is not None and one.why != "out_of_turn")


def supervision_out_of_turn(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Something was done about a finding, its notice, term or inspection that it was not ready for."""
    return _astray(standing, start, end, lambda one: one.why == "out_of_turn")


def _astray(standing: Standing, start: int, end: int, of: Callable[[Walked], bool]) -> Columns:
    parts = []
    for event, machine, acts in _WALKS:
        rows = standing.events(event)
        found = [
            one.row for one in _walked(standing, event, machine, acts) if start <= one.at < end and of(one)
        ]
        parts.append(rows.where(np.array(found, np.int64)))
    return joined(parts)


def _walked(standing: Standing, event: str, machine: Machine, acts: tuple[str, ...]) -> tuple[Walked, ...]:
    return standing.once(("walked", event), lambda: walk_all(machine, acts, standing.events(event)))
