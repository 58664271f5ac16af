"""A roster made better: some people's rows are given anew, together, everybody else's stay.

The bound of the part says at once when nothing is to be gained there. How many are freed follows from what
came of it: where the bound forbids, more; where the dive fails, fewer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lazaretto.roster.engine.diving import dive, near
from lazaretto.roster.engine.generating import generate
from lazaretto.roster.engine.master import Master
from lazaretto.roster.engine.problem import Ints
from lazaretto.roster.engine.stock import Floats, Stock

_TRIFLE = 1e-6
_LEAST = 3  # people freed at once
_MORE, _FEWER = 1.1, 0.8


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """What came of a try: a better roster, or None; nothing_there: the bound forbids it."""

    letters: Ints | None
    nothing_there: bool = False


def in_turn(stock: Stock, letters: Ints | None, noise: np.random.Generator) -> Ints:
    """Everybody's best reply to the others, in turn, until nobody can do better. None: from nothing."""
    people = len(stock.lines)
    rows = np.zeros((people, stock.problem.steps), dtype=np.int64) if letters is None else letters.copy()
    held = stock.cover.held(rows, [] if letters is None else None)
    price = None if letters is None else stock.cost(rows)
    given = letters is not None
    while True:
        for n in noise.permutation(people):
            if given:
                found, times = stock.cover.counts(n, rows[n])
                held[found] -= times
            rows[n] = stock.reply(n, held)
            found, times = stock.cover.counts(n, rows[n])
            held[found] += times
        given, before, price = True, price, stock.cost(rows)
        if (before is not None and price >= before) or stock.limits.over:
            return rows


def improve(
    stock: Stock, letters: Ints, target: int, free: Sequence[int], duals: Floats | None,
    noise: np.random.Generator,
) -> Tried:  # fmt: skip
    """Give the rows of some people anew. target: what the whole may cost; duals: the whole's, where known."""
    others = sorted(set(range(len(letters))) - set(free))
    held = stock.cover.held(letters, others)
    most = target - sum(stock.column(n, letters[n]).cost for n in others) + _TRIFLE
    master = Master(stock.cover, free, held)
    master.add(stock.column(n, letters[n]) for n in free)
    known = [column for n in free for column in list(stock.pool[n].values())]
    if duals is not None:
        master.add(near(known, duals, free))
    relaxed = generate(stock, master, enough=most)
    if relaxed.bound >= most:
        return Tried(None, nothing_there=True)
    rows = dive(stock, master, relaxed.mix, target=most, noise=noise)
    if rows is None:
        return Tried(None)
    better = letters.copy()
    for column in rows:
        better[column.member] = column.row
    return Tried(better)


class Sizes:
    """How many to free at once, and whom: all to begin with; then what came of it decides."""

    def __init__(self, people: int, first: float = 1.0) -> None:
        self.people, self.size = people, people * first

    def choose(self, noise: np.random.Generator, weights: Floats | None) -> list[int]:
        """Some people, by weights where there are any; in their order."""
        share = None if weights is None else weights / weights.sum()
        count = min(self.people, max(1, int(self.size)))
        return sorted(int(n) for n in noise.choice(self.people, count, replace=False, p=share))

    def learn(self, tried: Tried) -> None:
        """Free more where nothing was there, fewer where it was too much at once."""
        if tried.nothing_there:
            self.size = min(self.people, self.size * _MORE + 1)
        elif tried.letters is None:
            self.size = max(min(_LEAST, self.people), self.size * _FEWER)
