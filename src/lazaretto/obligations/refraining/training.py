"""Who stood a watch without a valid pass in a procedure that it asks for (M36)."""

from dataclasses import replace

import numpy as np

from lazaretto.obligations.days import DAY, day_ends, local_day_numbers
from lazaretto.obligations.rostering.force import with_turns
from lazaretto.obligations.seeking import pairs, row_before
from lazaretto.registers.duty import PACKED_HOURS
from lazaretto.registers.events import Columns, Flags, Ints
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
VALID, STAFF = "valid.", "staff."  # procedure → days of a pass; → whose it is, a bit for each post of staff
MINUTE, HOUR = 60, 3600


def untrained_on_post(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody was in the house on a watch of theirs, by the roster that ruled it, and lacked a pass.

    A watch asks for what the protocol says staff of their sort need, and for what its post asks besides.
    Said once a watch: at its beginning, or when they came in.
    """
    stood = _stood(standing, start, end)
    stood = stood.where((stood.occurred >= start) & (stood.occurred < end))
    if not len(stood):
        return stood
    post = _of_watch(standing, "watch_of", stood.aux)
    staff, asks, assessed = _sort_of_staff(standing, stood), _asking(standing), _assessed(standing, stood)
    lacking = np.zeros(len(stood), np.bool_)
    for name, days in settings.items():
        if name.startswith(VALID):
            procedure = name.removeprefix(VALID)
            key = standing.names.find(procedure)
            asked = (staff >= 0) & ((settings[STAFF + procedure] >> np.maximum(staff, 0)) & 1 == 1)
            asked |= np.isin(post, asks.key[asks.value == key])
            mine = np.flatnonzero(asked & ~lacking)
            lacking[mine] = ~_good(assessed.where(assessed.value == key), stood.where(mine), days)
    return stood.where(lacking)


def _stood(standing: Standing, start: int, end: int) -> Columns:
    """Watches stood in a window: the stand's row, said of when its person was first there on it.

    By the roster that had been signed last by the time at which the watch began.
    """
    stands = standing.events("stand")
    stands = stands.where((stands.value >= start // DAY - 2) & (stands.value <= end // DAY + 1))
    stands = stands.where(np.isin(stands.aux, standing.events("watch_set").key))
    if not len(stands):
        return stands
    begins, ends = _watch_instants(standing, stands)
    ruled = _ruled(standing, stands, begins)
    stands, begins, ends = stands.where(ruled), begins[ruled], ends[ruled]
    there = standing.inside.touching(int(begins.min(initial=0)), int(ends.max(initial=0)))
    mine, line = pairs(stands.key, there.key)
    fits = (there.facility[line] == stands.facility[mine]) & (there.start[line] < ends[mine])
    fits &= there.end[line] > begins[mine]
    mine, line = mine[fits], line[fits]
    came = np.maximum(begins[mine], there.start[line])
    order = np.lexsort((came, mine))
    row, first = np.unique(mine[order], return_index=True)
    found = replace(stands.where(row), occurred=came[order][first])
    return found.where(np.argsort(found.occurred, kind="stable"))


def _watch_instants(standing: Standing, stands: Columns) -> tuple[Ints, Ints]:
    """When each stand's watch begins and ends, in seconds."""
    packed = _of_watch(standing, "watch_set", stands.aux)
    begins = day_ends(standing, stands.facility, stands.value - 1) + packed // PACKED_HOURS * MINUTE
    return begins, begins + packed % PACKED_HOURS * HOUR


def _ruled(standing: Standing, stands: Columns, begins: Ints) -> Flags:
    """Whether each stand is of the roster with turns that ruled its house and day when its watch began."""
    rosters, ruling = with_turns(standing), np.full(len(stands), -1, np.int64)
    first, last = int(stands.value.min()), int(stands.value.max())
    rosters = rosters.where((rosters.value <= last) & (rosters.aux >= first))
    for row in range(len(rosters)):  # in the order in which they were signed: the last stays
        holds = (rosters.facility[row] == stands.facility) & (rosters.occurred[row] <= begins)
        holds &= (rosters.value[row] <= stands.value) & (stands.value <= rosters.aux[row])
        ruling[holds] = rosters.fact[row]
    ruled: Flags = ruling == stands.fact
    return ruled


def _of_watch(standing: Standing, name: str, watches: Ints) -> Ints:
    """The latest value that a row of this name gives each watch; -1 where none does."""
    rows = standing.events(name)
    row = row_before(rows, watches, np.full(len(watches), standing.at, np.int64))
    values = rows.value[np.maximum(row, 0)] if len(rows) else row
    return np.where(row >= 0, values, -1)


def _sort_of_staff(standing: Standing, stood: Columns) -> Ints:
    rows = standing.events("enrolled")
    row = row_before(rows, stood.key, stood.occurred)
    return np.where(row >= 0, rows.value[np.maximum(row, 0)] if len(rows) else row, -1)


def _asking(standing: Standing) -> Columns:
    """What posts ask for besides, as they were set last."""
    posts, asks = standing.events("post_set"), standing.events("post_asks")
    latest = list(dict(zip(posts.key.tolist(), posts.fact.tolist(), strict=True)).values())
    return asks.where(np.isin(asks.fact, latest))


def _assessed(standing: Standing, stood: Columns) -> Columns:
    """Assessments of those who stood; in the place of the facility the day of each."""
    rows = standing.events("assessed")
    rows = rows.where(np.isin(rows.key, stood.key))
    return replace(rows, facility=local_day_numbers(standing, rows.facility, rows.occurred))


def _good(assessed: Columns, stood: Columns, days: int) -> Flags:
    """Whether the latest assessment before each was passed, and still good on the day of the watch."""
    row = row_before(assessed, stood.key, stood.occurred)
    if not len(assessed):
        return row >= 0
    safe = np.maximum(row, 0)
    good: Flags = (row >= 0) & (assessed.aux[safe] == 1) & (stood.value <= assessed.facility[safe] + days)
    return good
