"""Places that stay empty wander from one to another until somebody can take them. Compiled.

Somebody takes the empty place and leaves another one, or two people change places; all rows stay lawful.
"""

import numpy as np
from numba import njit

from lazaretto.roster.engine.exchanging import Rows, keeps, states_of
from lazaretto.roster.engine.problem import Ints
from lazaretto.roster.engine.streams import stream

_MOVES = 40_000
_HEAT = 0.35  # places: how readily one more is left empty on the way


def wander(rows: Rows, need: Ints, *, seed: int, moves: int = _MOVES) -> bool:
    """Fill what is missing, changing ``rows.letters``; True where nothing is missing any more.

    need: how many each letter takes on every day, shape (letters,); those of ``rows.least`` are among them.
    Otherwise the letters are those with the least missing that were come by. The same for the same seed.
    """
    noise = stream(seed, "wander")
    best, left = _walk(
        rows.letters, states_of(rows.after, rows.start, rows.letters), rows.after, rows.open, rows.takes,
        rows.most, rows.before, rows.marked, need, rows.least, noise, moves, _HEAT,
    )  # fmt: skip
    rows.letters[:] = best
    return bool(left == 0)


@njit(cache=True, nogil=True)
def _short(need, least, held, marked_held):  # type: ignore[no-untyped-def]
    return max(0, need - held) + max(0, least - marked_held)


@njit(cache=True, nogil=True)
def _put(letters, held, women, marked, n, row):  # type: ignore[no-untyped-def]
    """Give somebody a row, and keep count."""
    for day in range(len(row)):
        was, to = letters[n, day], row[day]
        if was != to:
            held[day, was] -= 1
            women[day, was] -= marked[n]
            letters[n, day] = to
            held[day, to] += 1
            women[day, to] += marked[n]


@njit(cache=True, nogil=True)
def _full(need, held):  # type: ignore[no-untyped-def]
    """Whether more have a letter than it takes."""
    for day in range(held.shape[0]):
        for letter in range(1, held.shape[1]):
            if held[day, letter] > need[letter]:
                return True
    return False


@njit(cache=True, nogil=True)
def _missing(need, least, held, women):  # type: ignore[no-untyped-def]
    total = 0
    for day in range(held.shape[0]):
        for letter in range(1, held.shape[1]):
            total += _short(need[letter], least[letter], held[day, letter], women[day, letter])
    return total


@njit(cache=True, nogil=True)
def _hole(need, least, held, women, pick):  # type: ignore[no-untyped-def]
    """One of the places that are empty, or that miss one of the marked."""
    for day in range(held.shape[0]):
        for letter in range(1, held.shape[1]):
            if _short(need[letter], least[letter], held[day, letter], women[day, letter]) > 0:
                if pick == 0:
                    return day, letter
                pick -= 1
    return -1, -1


@njit(cache=True, nogil=True)
def _takes_it(letters, states, after, takes, most, before, p, day, to, noise):  # type: ignore[no-untyped-def]
    """The row of somebody with a letter on a day, another day left free if it must be; None: not lawful."""
    row = letters[p].copy()
    row[day] = to
    if keeps(row, states[p], after, takes, most, before[p], day, day):
        return row
    days = len(row)
    begin = noise.integers(0, days)
    for step in range(days):
        other = (begin + step) % days
        if other != day and row[other] > 0:
            was = row[other]
            row[other] = 0
            if keeps(row, states[p], after, takes, most, before[p], min(day, other), max(day, other)):
                return row
            row[other] = was
    return None


@njit(cache=True, nogil=True)
def _walk(  # type: ignore[no-untyped-def]
    letters, states, after, is_open, takes, most, before, marked, need, least, noise, moves, heat
):  # fmt: skip
    """Moves at random, dearer ones now and then; the best letters, and how many are missing in them."""
    people, days = letters.shape
    held = np.zeros((days, len(need)), dtype=np.int64)
    women = np.zeros((days, len(need)), dtype=np.int64)
    for p in range(people):
        for day in range(days):
            held[day, letters[p, day]] += 1
            women[day, letters[p, day]] += marked[p]
    now = _missing(need, least, held, women)
    best, least_missing = letters.copy(), now
    for _ in range(moves):
        if least_missing == 0:
            break
        p = noise.integers(0, people)
        q = p
        if noise.random() < 0.5:
            day, to = _hole(need, least, held, women, noise.integers(0, now))
            if day < 0 or letters[p, day] == to or not is_open[p, day, to]:
                continue
            row = _takes_it(letters, states, after, takes, most, before, p, day, to, noise)
            other = row
        else:
            day, q = noise.integers(0, days), noise.integers(0, people)
            to, back = letters[q, day], letters[p, day]
            if to == back or not is_open[p, day, to] or not is_open[q, day, back]:
                continue
            row = _takes_it(letters, states, after, takes, most, before, p, day, to, noise)
            other = _takes_it(letters, states, after, takes, most, before, q, day, back, noise)
        if row is None or other is None:
            continue
        old_p, old_q = letters[p].copy(), letters[q].copy()
        _put(letters, held, women, marked, p, row)
        if q != p:
            _put(letters, held, women, marked, q, other)
        then = _missing(need, least, held, women)
        if not _full(need, held) and (then <= now or noise.random() < np.exp((now - then) / heat)):
            now = then
            for n in (p, q):
                for d in range(days):
                    states[n, d + 1] = after[states[n, d], letters[n, d]]
            if now < least_missing:
                best, least_missing = letters.copy(), now
        else:
            _put(letters, held, women, marked, p, old_p)
            _put(letters, held, women, marked, q, old_q)
    return best, least_missing
