"""Two people exchange what they do on some days of a window, where all is borne more evenly then.

Compiled; the rows stay lawful at each exchange, and the places of each day stay filled as they were.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit

from lazaretto.roster.engine.pricing import Floats
from lazaretto.roster.engine.problem import Flags, Ints

_EVEN = 1e-4  # of a point: how far each is from their due, squared; decides among equal prices
_LESS = 1e-7  # a gain below is none
_SPAN = 7  # days in a row over which what is taken is bounded
_WIDE = 10  # days of a window at most: sets of days are tried one by one


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Everybody's rows, and what each must keep. P people, D days, L letters (0: nothing), K kinds of burden.

    letters (P, D). after (states, L): the automaton, -1 forbidden; start (P,): the state at first.
    open (P, D, L). costs (P, D, L): points. takes (L,), most: what letters add up to in any seven days, and
    the bound; before (P, 6): the same of the days before. marked (P,), least (L,): how many of those who hold
    a letter must be of the marked. counts (K, L): what a letter adds to a burden; price (K,): of each beyond
    the share; share, due (K, P).
    """

    letters: Ints
    after: Ints
    start: Ints
    open: Flags
    costs: Ints
    takes: Ints
    most: int
    before: Ints
    marked: Flags
    least: Ints
    counts: Ints
    price: Ints
    share: Ints
    due: Floats


def exchange(rows: Rows, first: int, end: int) -> int:
    """Exchange between pairs in the days from ``first`` to before ``end``, once round; how many were made.

    ``rows.letters`` is changed. Longer windows than ten days are cut.
    """
    some = np.flatnonzero(rows.open[:, first:end, 1:].any(axis=(1, 2)))
    return sum(
        int(_round(
            rows.letters, states_of(rows.after, rows.start, rows.letters), rows.after, rows.open, rows.costs,
            rows.takes, rows.most, rows.before, rows.marked, rows.least, rows.counts, rows.price, rows.share,
            rows.due, some, day, min(end, day + _WIDE),
        ))
        for day in range(first, end, _WIDE)
    )  # fmt: skip


@njit(cache=True, nogil=True)
def states_of(after, start, letters):  # type: ignore[no-untyped-def]
    """The state of everybody before each day, and after the last."""
    people, days = letters.shape
    found = np.empty((people, days + 1), dtype=np.int64)
    for n in range(people):
        found[n, 0] = start[n]
        for day in range(days):
            found[n, day + 1] = after[found[n, day], letters[n, day]]
    return found


@njit(cache=True, nogil=True)
def keeps(row, states, after, takes, most, before, first, last):  # type: ignore[no-untyped-def]
    """Whether a row, changed from a first to a last day, keeps the rules. states: of the row as it was."""
    length = len(row)
    state = states[first]
    for day in range(first, length):
        state = after[state, row[day]]
        if state < 0:
            return False
        if day >= last and state == states[day + 1]:
            break
    if most < 0:
        return True
    for day in range(first, min(length, last + _SPAN)):
        total = 0
        for back in range(day - _SPAN + 1, day + 1):
            total += takes[row[back]] if back >= 0 else before[_SPAN - 1 + back]
        if total > most:
            return False
    return True


@njit(cache=True, nogil=True)
def _round(  # type: ignore[no-untyped-def]
    letters, states, after, is_open, costs, takes, most, before, marked, least, counts, price, share, due,
    some, first, end,
):  # fmt: skip
    """Every pair of some people, each given the best set of days to exchange."""
    kinds, done = len(price), 0
    load = np.zeros((kinds, len(letters)), dtype=np.int64)
    for n in range(len(letters)):
        for day in range(letters.shape[1]):
            load[:, n] += counts[:, letters[n, day]]
    held = np.zeros((end - first, len(takes)), dtype=np.int64)
    for n in some:
        for day in range(first, end):
            held[day - first, letters[n, day]] += marked[n]
    for a, p in enumerate(some):
        for q in some[a + 1 :]:
            days = _days(letters, is_open, marked, least, held, p, q, first, end)
            best, chosen = -_LESS, 0
            for mask in range(1, 1 << len(days)):
                gain = _gain(letters, costs, counts, price, share, due, load, days, p, q, mask)
                if gain < best:
                    one, other = letters[p].copy(), letters[q].copy()
                    a_day, z_day = _swap(one, other, days, mask)
                    if keeps(one, states[p], after, takes, most, before[p], a_day, z_day) and keeps(
                        other, states[q], after, takes, most, before[q], a_day, z_day
                    ):
                        best, chosen = gain, mask
            if chosen:
                done += 1
                for at, day in enumerate(days):
                    if not chosen >> at & 1:
                        continue
                    x, y = letters[p, day], letters[q, day]
                    load[:, p] += counts[:, y] - counts[:, x]
                    load[:, q] += counts[:, x] - counts[:, y]
                    held[day - first, x] += int(marked[q]) - int(marked[p])
                    held[day - first, y] += int(marked[p]) - int(marked[q])
                _swap(letters[p], letters[q], days, chosen)
                for n in (p, q):
                    for day in range(first, letters.shape[1]):
                        states[n, day + 1] = after[states[n, day], letters[n, day]]
    return done


@njit(cache=True, nogil=True)
def _days(letters, is_open, marked, least, held, p, q, first, end):  # type: ignore[no-untyped-def]
    """The days on which two people may exchange: open to both, and the marked remain enough."""
    found = np.empty(end - first, dtype=np.int64)
    many = 0
    for day in range(first, end):
        x, y = letters[p, day], letters[q, day]
        if x == y or not is_open[p, day, y] or not is_open[q, day, x]:
            continue
        if marked[p] != marked[q]:
            loses = x if marked[p] else y
            if least[loses] > 0 and held[day - first, loses] <= least[loses]:
                continue
        found[many] = day
        many += 1
    return found[:many]


@njit(cache=True, nogil=True)
def _swap(one, other, days, mask):  # type: ignore[no-untyped-def]
    """Exchange two rows on the days of a mask; the first of them and the last."""
    first, last, at = -1, -1, 0
    while mask >> at:
        if mask >> at & 1:
            last = days[at]
            first = last if first < 0 else first
            one[last], other[last] = other[last], one[last]
        at += 1
    return first, last


@njit(cache=True, nogil=True)
def _gain(letters, costs, counts, price, share, due, load, days, p, q, mask):  # type: ignore[no-untyped-def]
    """What an exchange adds to the price, finely; less than nothing: it is worth its while."""
    total = 0.0
    moved = np.zeros(len(price), dtype=np.int64)
    at = 0
    while mask >> at:
        if mask >> at & 1:
            day = days[at]
            x, y = letters[p, day], letters[q, day]
            total += costs[p, day, y] - costs[p, day, x] + costs[q, day, x] - costs[q, day, y]
            moved += counts[:, y] - counts[:, x]
        at += 1
    for k in range(len(price)):
        if moved[k]:
            for n, more in ((p, moved[k]), (q, -moved[k])):
                old, new = load[k, n], load[k, n] + more
                over = max(0, new - share[k, n]) - max(0, old - share[k, n])
                apart = (new - due[k, n]) ** 2 - (old - due[k, n]) ** 2
                total += price[k] * (over + _EVEN * apart)
    return total
