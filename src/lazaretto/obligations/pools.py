"""Holds: from when until when a positive or grey pool held each person who was in it (M22).

A hold begins with the pool's result and ends with the first clear single result of a swab that was taken
since, or as a re-test since the pool's swab. Nobody is positive by it.
"""

import numpy as np

from lazaretto.obligations.outcomes import Swabs, read
from lazaretto.registers.events import FOREVER, Columns, Flags, Ints
from lazaretto.registers.spans import Spans, span_at
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS

_UNCLEAR = (RESULTS.index("positive"), RESULTS.index("grey"))


def pool_holds(standing: Standing) -> Spans:
    """Key = person, value = tube, aux = people in it, fact = the report; folded once for whoever asks.

    A person in two such pools is held by the later one from its result on.
    """
    return standing.once("pool_holds", lambda: _holds(standing))


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
    key, start, end = rows.key[order], pools.said_at[order], end[order]
    same = np.zeros(len(key), np.bool_)
    same[:-1] = key[1:] == key[:-1]
    following = np.append(start[1:], FOREVER)[: len(key)]
    end = np.where(same, np.minimum(end, following), end)
    found = Spans(
        key, rows.facility[order], start, end, rows.value[order], rows.aux[order], pools.said_by[order]
    )
    return found.where(found.end > found.start)


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


def members(standing: Standing, tube: int) -> Columns:
    """Whose swabs are in a tube: rows of ``in_tube``."""
    rows = standing.events("in_tube")
    return rows.where(rows.value == tube)
