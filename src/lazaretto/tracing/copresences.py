"""Who shared what company with whom: the registers as presences in rooms: a cell, a wing, a journey, an hour.

Nothing is inferred that the registers do not hold. Where a fact says that people were together and not for
how long (a journey nobody stated the end of, a check at the gate), the protocol's assumption stands in, and
the rows say so. Who is out for a while leaves the company of cell and wing until they are back.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from lazaretto.facts.places import zone_of
from lazaretto.registers.custody import TRANSFERRED_IN
from lazaretto.registers.duty import PHASES
from lazaretto.registers.events import Columns, Ints, no_events
from lazaretto.registers.gate import CATEGORIES, ZONES
from lazaretto.registers.regime import CONTACTS
from lazaretto.registers.spans import moment, spans, value_at
from lazaretto.registers.standing import Standing
from lazaretto.tracing.following import COMPANIES
from lazaretto.tracing.presences import Presences

_MINUTE = 60
EVERYBODY = -1  # no parts: all in the room meet
_CALLS = ("family_call", "family_video")  # contact without company


class Assumed(NamedTuple):
    """What the protocol assumes where nobody stated how long: minutes of a journey, and of a check."""

    journey: int
    check: int


class _Rows(NamedTuple):
    """Rows of one company. part None: everybody in the room meets."""

    company: str
    person: Ints
    room: Ints
    start: Ints
    end: Ints
    part: Ints | None = None
    assumed: Ints | None = None


def copresences(standing: Standing, *, assumed: Assumed) -> Presences:
    """Everybody's company up to the standing's instant, as known then.

    A correction that becomes known changes the answer, as everything else that is folded.
    """
    every = [
        *_in_cells(standing), *_on_duty(standing), *_on_journeys(standing, assumed),
        *_at_the_gate(standing, assumed), *_at_exercise(standing),
    ]  # fmt: skip
    person, start, end, company, guess = (
        np.concatenate(columns) if columns else np.empty(0, np.int64)
        for columns in zip(*(_columns(rows, standing.at) for rows in every), strict=True)
    )
    rooms, parts = _numbered(every)
    lasted = np.flatnonzero(start < end)
    return Presences(
        standing.names, person[lasted], rooms[lasted], parts[lasted], start[lasted], end[lasted],
        company[lasted], guess[lasted],
    )  # fmt: skip


def _columns(rows: _Rows, at: int) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    size = len(rows.person)
    company = np.full(size, COMPANIES.index(rows.company), np.int64)
    guess = np.zeros(size, np.int64) if rows.assumed is None else rows.assumed
    return rows.person, rows.start, np.minimum(rows.end, at), company, guess


def _numbered(every: Sequence[_Rows]) -> tuple[Ints, Ints]:
    """Rooms so numbered that no two companies share one; the parts of those that have some."""
    rooms, parts, base = [], [], 0
    for rows in every:
        found, dense = np.unique(rows.room, return_inverse=True)
        rooms.append(dense.astype(np.int64) + base)
        parts.append(np.full(len(rows.person), EVERYBODY) if rows.part is None else rows.part)
        base += len(found)
    return np.concatenate(rooms), np.concatenate(parts)


def _in_cells(standing: Standing) -> Iterator[_Rows]:
    """The cell, and the wing without those of the same cell."""
    held, names = standing.held, standing.names
    yield _Rows("cell", held.key, held.value, held.start, held.end)
    cells, which = np.unique(held.value, return_inverse=True)
    zones = [zone_of(names.name(cell)) or "" for cell in cells.tolist()]
    wings = np.unique(np.array(zones, np.str_), return_inverse=True)[1].astype(np.int64)
    wing = wings[which] if len(cells) else held.value
    yield _Rows("wing", held.key, wing, held.start, held.end, held.value)


def _on_duty(standing: Standing) -> Iterator[_Rows]:
    """One batch of one house in the same phase; and those of one post of different batches, both inside."""
    phases = standing.phases
    inside = phases.where(np.isin(phases.value, (PHASES.index("A"), PHASES.index("B"))))
    room = _together(inside.facility, inside.aux, inside.value)
    yield _Rows("shift", inside.key, room, inside.start, inside.end)
    inside = phases.where(phases.value == PHASES.index("A"))
    posts = spans(standing.events("enrolled"), no_events())
    post = value_at(posts, inside.key, inside.start, default=-1)
    inside, post = inside.where(post >= 0), post[post >= 0]
    yield _Rows("post", inside.key, _together(inside.facility, post), inside.start, inside.end, inside.aux)


def _on_journeys(standing: Standing, assumed: Assumed) -> Iterator[_Rows]:
    """Everybody of one fact, and whoever else was in that vehicle meanwhile; until the arrival, if stated."""
    rows = standing.events("travelled")
    end, guess = _arrivals(standing, rows, assumed)
    yield _Rows("escort", rows.key, rows.fact, rows.occurred, end, None, guess)
    known = np.flatnonzero(rows.value >= 0)
    vehicles = rows.where(known)
    yield _Rows(
        "vehicle", vehicles.key, vehicles.value, vehicles.occurred, end[known], vehicles.fact, guess[known]
    )


def _arrivals(standing: Standing, rows: Columns, assumed: Assumed) -> tuple[Ints, Ints]:
    """When each row's journey ended: when its carried person was placed again, of those who left for a house.

    Only the transfer tells: who comes back from an outing was out longer than they were under way.
    """
    usual = rows.occurred + assumed.journey * _MINUTE
    placed = standing.events("placed")
    if not len(rows) or not len(placed):
        return usual, np.ones(len(rows), np.int64)
    carried = rows.where(rows.aux == 0)  # one a fact
    carried = carried.where(np.argsort(carried.fact))
    of = carried.key[np.searchsorted(carried.fact, rows.fact)]
    order = np.lexsort((placed.occurred, placed.key))
    key, when, why = placed.key[order], placed.occurred[order], placed.aux[order]
    at = np.searchsorted(moment(key, when), moment(of, rows.occurred), side="left")
    safe = np.minimum(at, len(key) - 1)
    left = np.isin(rows.fact, standing.events("transferred_out").fact)
    told = left & (at < len(key)) & (key[safe] == of) & (why[safe] == TRANSFERRED_IN)
    return np.where(told, when[safe], usual), (~told).astype(np.int64)


def _at_the_gate(standing: Standing, assumed: Assumed) -> Iterator[_Rows]:
    """People in the area behind one gate; and whoever was checked, with the officer who checked them."""
    inside = standing.inside
    inside = inside.where(
        (inside.value == ZONES.index("administration")) & (inside.aux == CATEGORIES.index("person"))
    )
    yield _Rows("gate", inside.key, inside.facility, inside.start, inside.end)
    checked = standing.events("checked_by")
    both = np.concatenate([checked.key, checked.value])
    start = np.tile(checked.occurred, 2)
    end, guess = start + assumed.check * _MINUTE, np.ones(len(start), np.int64)
    yield _Rows("gate", both, np.tile(checked.fact, 2), start, end, None, guess)


def _at_exercise(standing: Standing) -> Iterator[_Rows]:
    """Those of one hour of open air, of one time out of the cell, or of one talk; a call is no company."""
    calls = [CONTACTS.index(sort) for sort in _CALLS]
    for name in ("open_air", "out_of_cell", "contact"):
        rows = standing.events(name)
        if name == "contact":
            rows = rows.where(~np.isin(rows.aux, calls))
        yield _Rows("exercise", rows.key, rows.fact, rows.occurred, rows.occurred + rows.value * _MINUTE)


def _together(*columns: Ints) -> Ints:
    """Several columns as one number a combination."""
    if not len(columns[0]):
        return columns[0]
    return np.unique(np.stack(columns), axis=1, return_inverse=True)[1].reshape(-1).astype(np.int64)
