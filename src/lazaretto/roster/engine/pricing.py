"""A person's best row at given prices of letters: a dynamic programme over the table of their layout."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from lazaretto.roster.engine.layout import Layout, layout
from lazaretto.roster.engine.lines import Line
from lazaretto.roster.engine.problem import Flags, Ints

Floats = NDArray[np.float64]
_SECOND = 1e-9  # seconds of a core for one place of a table
_AT_ONCE = 400  # sums that a table may have from the beginning; a counter beyond waits until it binds


class Pricer:
    """One person's table. Counters with a least sum are in it at once, others when a row breaks them."""

    def __init__(self, line: Line) -> None:
        self.line = line
        order = sorted(
            range(len(line.tallies)), key=lambda n: (line.tallies[n].least == 0, line.tallies[n].most)
        )
        self._active: set[int] = set()
        size = 1
        for n in order:
            size *= line.tallies[n].most + 1
            if line.tallies[n].least or size <= _AT_ONCE:
                self._active.add(n)
        self._lay()

    def _lay(self) -> None:
        self.table = layout(self.line, [self.line.tallies[n] for n in sorted(self._active)])
        width = np.maximum(0, self.table.band[..., 1] - self.table.band[..., 0] + 1).sum()
        outer = self.table.size / max(1, int(self.table.stretches[:, 2].max()) + 1)
        self.work = float(width * outer * self.table.after.shape[1]) * _SECOND

    def best(self, prices: Floats) -> tuple[float, Ints]:
        """The least sum of prices of all rows that keep the rules, and the row; inf where there is none."""
        while True:
            value, row = best_row(self.table, self.line.open, prices)
            broken = self._broken(row) if value < np.inf else ()
            if not broken:
                return value, row
            self._active.update(broken)
            self._lay()

    def _broken(self, row: Ints) -> list[int]:
        """Counters left out whose most the row passes."""
        out = [n for n in range(len(self.line.tallies)) if n not in self._active]
        if not out:
            return []
        steps, state = np.arange(len(row)), self.line.start
        states = np.empty(len(row), dtype=np.int64)
        for t, letter in enumerate(row):
            states[t] = state
            state = self.line.after[state, letter]
        tallies = self.line.tallies
        return [n for n in out if tallies[n].takes[steps, states, row].sum() > tallies[n].most]


def best_row(table: Layout, is_open: Flags, prices: Floats) -> tuple[float, Ints]:
    """The least sum of prices, and the letters that have it. prices: shape (steps, letters); inf: no row."""
    return _best(  # type: ignore[no-any-return]
        table.after, table.group, table.band, table.start, table.good, table.kind, table.kinds,
        table.stretches, is_open, prices,
    )  # fmt: skip


@njit(cache=True, nogil=True, fastmath={"nsz"})
def _best(after, group, band, start, good, kind, kinds, stretches, is_open, prices):  # type: ignore[no-untyped-def]
    steps, letters = prices.shape
    states, groups = after.shape
    size = good.shape[1]
    cheapest = np.full((steps, groups), np.inf)
    which = np.zeros((steps, groups), np.int64)
    for t in range(steps):
        for x in range(letters):
            g = group[x]
            if is_open[t, x] and prices[t, x] < cheapest[t, g]:
                cheapest[t, g] = prices[t, x]
                which[t, g] = x
    left = np.full((steps + 1, states, size), np.inf)
    for s in range(states):
        for r in range(size):
            if good[s, r]:
                left[steps, s, r] = 0.0
    for t in range(steps - 1, -1, -1):
        for s in range(states):
            low, high = band[t, s]
            if low > high:
                continue
            here = left[t, s]
            for g in range(groups):
                to = after[s, g]
                price = cheapest[t, g]
                if to < 0 or price == np.inf:
                    continue
                k = kind[t, s, g]
                beyond = left[t + 1, to]
                for n in range(kinds[k], kinds[k + 1]):
                    place, first, last, distance = stretches[n]
                    first = max(first, low)
                    last = min(last, high)
                    a = place + first
                    b = a + distance
                    for i in range(last + 1 - first):
                        found = price + beyond[b + i]
                        here[a + i] = found if found < here[a + i] else here[a + i]
    row = np.zeros(steps, np.int64)
    total = left[0, start, 0]
    if total == np.inf:
        return total, row
    s, r = start, 0
    for t in range(steps):
        best, chosen, reached = np.inf, 0, 0
        for g in range(groups):
            to = after[s, g]
            if to < 0 or cheapest[t, g] == np.inf:
                continue
            k = kind[t, s, g]
            for n in range(kinds[k], kinds[k + 1]):
                place, first, last, distance = stretches[n]
                if first <= r - place <= last and cheapest[t, g] + left[t + 1, to, r + distance] < best:
                    best = cheapest[t, g] + left[t + 1, to, r + distance]
                    chosen = g
                    reached = r + distance
        row[t] = which[t, chosen]
        s, r = after[s, chosen], reached
    return total, row
