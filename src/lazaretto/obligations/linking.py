"""Cases: who became one, who is still unwell, and when a house has so many that they must be linked (M20).

A case is whoever tested positive singly, or was confirmed by a doctor, until a doctor says that it was none.
"""

from collections.abc import Callable

import numpy as np

from lazaretto.obligations.contaminating import single_positives
from lazaretto.obligations.days import HOUR
from lazaretto.obligations.incidents import one_at_a_time
from lazaretto.obligations.seeking import pairs, row_before
from lazaretto.registers.case import CLASSIFICATIONS
from lazaretto.registers.events import FOREVER, Columns, Flags, Ints, joined
from lazaretto.registers.spans import spans
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS

DAY = 24 * HOUR
Settings = dict[str, int]
Reached = Callable[[int, int], bool]  # staff, detainees


def cases(standing: Standing) -> Columns:
    """Whoever became a case, once each time, in order of time.

    value: when it was found to be none (FOREVER: it stands); aux: 1 for staff. Said again of somebody who
    is a case it is no other one.
    """
    return standing.once("cases", lambda: _cases(standing))


def _cases(standing: Standing) -> Columns:
    said = standing.events("classified")
    confirmed = said.where(said.value == CLASSIFICATIONS.index("confirmed"))
    discarded = said.where(said.value == CLASSIFICATIONS.index("discarded"))
    held = one_at_a_time(spans(joined([single_positives(standing), confirmed]), discarded))
    staff = np.isin(held.key, standing.events("enrolled").key).astype(np.int64)
    forever = np.full(len(held), FOREVER, np.int64)
    rows = Columns(held.key, held.facility, held.start, held.start, forever, held.end, staff, held.fact)
    return rows.where(np.argsort(rows.occurred, kind="stable"))


def lately(standing: Standing, facility: int, *, days: int, at: int) -> tuple[int, int]:
    """How many staff and how many detainees of a house became cases in the days before an instant."""
    found = cases(standing)
    live = _live(found.where(found.facility == facility), at, days)
    return int((live.aux == 1).sum()), int((live.aux == 0).sum())


def crossing(standing: Standing, reached: Reached, *, days: int, start: int, end: int) -> Columns:
    """The cases of a window with which a house came to so many; key = the house."""
    found, chosen = cases(standing), []
    for n in np.flatnonzero((found.occurred >= start) & (found.occurred < end)).tolist():
        at, house = int(found.occurred[n]), found.facility == found.facility[n]
        with_it = _live(found.where(house & (np.arange(len(found)) <= n)), at, days)
        before = with_it.where(with_it.fact != found.fact[n])
        if reached(*_both(with_it)) and not reached(*_both(before)):
            chosen.append(n)
    rows = found.where(np.array(chosen, np.int64))
    keys = standing.facility_keys
    return Columns(
        keys[rows.facility] if len(rows) else rows.key, rows.facility, rows.occurred, rows.recorded,
        rows.gone, rows.key, rows.aux, rows.fact,
    )  # fmt: skip


def _live(rows: Columns, at: int, days: int) -> Columns:
    """Those of the days before an instant that nobody had found to be none by then; a person counts once."""
    live = rows.where((rows.occurred > at - days * DAY) & (rows.occurred <= at) & (rows.value > at))
    return live.where(np.sort(np.unique(live.key, return_index=True)[1]))


def _both(rows: Columns) -> tuple[int, int]:
    staff = int(rows.aux.sum())
    return staff, len(rows) - staff


def linked(settings: Settings) -> Reached:
    """So many cases, of whomever, that they must be thought linked."""
    return lambda staff, detainees: staff + detainees >= settings["cases"]


def watched(settings: Settings) -> Reached:
    """Enough staff alone, or fewer staff and somebody held: the house belongs on the watchlist."""
    return lambda staff, detainees: (
        staff >= settings["staff"] or (staff >= settings["staff_with"] and detainees >= settings["detainees"])
    )


def unwell_since(standing: Standing, keys: Ints, instants: Ints) -> Ints:
    """When each person last had a symptom or a single positive by an instant each; -1 where never."""
    since = np.full(len(keys), -1, np.int64)
    for rows in (standing.events("symptoms"), single_positives(standing)):
        row = row_before(rows, keys, instants)
        if len(rows):
            since = np.maximum(since, np.where(row >= 0, rows.occurred[np.maximum(row, 0)], -1))
    return since


def cleared_since(standing: Standing, keys: Ints, since: Ints, instants: Ints) -> Flags:
    """Whether each had a single negative by an instant each, of a swab taken no earlier than another."""
    swabs, results = standing.events("in_tube"), standing.events("tube_result")
    negative = results.where(results.value == RESULTS.index("negative"))
    mine, swab = pairs(keys, swabs.key)
    taken = (swabs.aux[swab] == 1) & (swabs.occurred[swab] >= since[mine])
    mine, swab = mine[taken], swab[taken]
    index, said = pairs(swabs.value[swab], negative.key)
    told = negative.occurred[said] <= instants[mine[index]]
    found: Flags = np.isin(np.arange(len(keys)), mine[index][told])
    return found
