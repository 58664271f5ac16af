"""Holds: from when until when a positive or grey pool held each person who was in it (M22).

A hold begins with the pool's result and ends with the first clear single result of a swab that was taken
since, or as a re-test since the pool's swab. Nobody is positive by it.
"""

from dataclasses import replace

import numpy as np

from lazaretto.obligations.outcomes import Swabs, read
from lazaretto.registers.events import FOREVER, Flags, Ints
from lazaretto.registers.spans import Spans, span_at
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS

_UNCLEAR = (RESULTS.index("positive"), RESULTS.index("grey"))


def pool_holds(standing: Standing) -> Spans:
    """Key = person, value = tube, aux = people in it, fact = the report; folded once for whoever asks.

    A person in two such pools is held by the later one from its result on.
    """
    return standing.once("pool_holds", lambda: _one_by_one(every_hold(standing)))


def every_hold(standing: Standing) -> Spans:
    """The same, where a person in two such pools is held by both: for each tube by itself."""
    return standing.once("every_hold", lambda: _holds(standing))


def is_held(standing: Standing, person: Ints, instants: Ints) -> Flags:
    """Whether each person was held by a pool at an instant each."""
    held: Flags = span_at(pool_holds(standing), person, instants) >= 0
    return held


def tube_of(standing: Standing, person: int) -> str | None:
    """The tube by which a person is held at the standing's instant; None where none holds them."""
    held = pool_holds(standing).at(standing.at)
    tubes = held.value[held.key == person]
    return standing.names.name(int(tubes[-1])) if len(tubes) else None


def _holds(standing: Standing) -> Spans:
    pools, singles = _pools(standing), _singles(standing)
    rows = pools.rows
    end = _ends(standing, pools, singles)
    order = np.lexsort((pools.said_at, rows.key))
    found = Spans(rows.key, rows.facility, pools.said_at, end, rows.value, rows.aux, pools.said_by)
    return found.where(order)


def _one_by_one(holds: Spans) -> Spans:
    """No person held twice at one instant: the later pool's hold takes over."""
    same = np.zeros(len(holds), np.bool_)
    same[:-1] = holds.key[1:] == holds.key[:-1]
    following = np.append(holds.start[1:], FOREVER)[: len(holds)]
    held = replace(holds, end=np.where(same, np.minimum(holds.end, following), holds.end))
    return held.where(held.end > held.start)


def _pools(standing: Standing) -> Swabs:
    """Swabs in pools that came out positive or grey."""
    results, rows = standing.events("tube_result"), standing.events("in_tube")
    bad = results.key[np.isin(results.value, _UNCLEAR)]
    swabs = read(standing, rows.where(np.isin(rows.value, bad))).standing
    return swabs.where(swabs.unclear & ~swabs.single)


def _singles(standing: Standing) -> Swabs:
    """Clear single swabs of whoever was in such a pool."""
    people = _pools(standing).rows.key
    rows = standing.events("in_tube")
    swabs = read(standing, rows.where(np.isin(rows.key, people))).standing
    return swabs.where(swabs.clear)


def _ends(standing: Standing, pools: Swabs, singles: Swabs) -> Ints:
    """When each hold ended: FOREVER while it runs."""
    singles = singles.where(np.argsort(singles.rows.key, kind="stable"))
    person, taken, said = singles.rows.key, singles.rows.occurred, singles.said_at
    again = np.isin(singles.rows.fact, standing.events("in_retest").fact)
    first = np.searchsorted(person, pools.rows.key, side="left")
    last = np.searchsorted(person, pools.rows.key, side="right")
    end = np.full(len(pools.rows), FOREVER, np.int64)
    for row in range(len(pools.rows)):
        mine = slice(int(first[row]), int(last[row]))
        later = again[mine] & (taken[mine] > pools.rows.occurred[row])
        settles = (taken[mine] >= pools.said_at[row]) | later
        end[row] = said[mine][settles].min(initial=FOREVER)
    return np.maximum(end, pools.said_at)
