"""What is known of everybody's rows while a roster is looked for: their tables, and the rows found so far."""

from collections.abc import Sequence
from math import ceil, gcd

import numpy as np
from numpy.typing import NDArray

from lazaretto.roster.engine.cover import Cover
from lazaretto.roster.engine.limits import Limits
from lazaretto.roster.engine.lines import Line
from lazaretto.roster.engine.master import Column
from lazaretto.roster.engine.problem import Ints, Problem

Floats = NDArray[np.float64]
_TRIFLE = 1e-6  # prices are whole numbers, reckoned with floats


class Stock:
    """Lines, tables, demands, and a pool of rows by member. Threads may share it: rows are only added."""

    def __init__(self, problem: Problem, lines: Sequence[Line], limits: Limits) -> None:
        from lazaretto.roster.engine.pricing import Pricer  # compiled code: whoever needs it waits for it

        self.problem, self.lines, self.limits = problem, lines, limits
        self.cover = Cover(problem)
        self.pricers = [Pricer(line) for line in lines]
        self.pool: list[dict[bytes, Column]] = [{} for _ in lines]
        self._steps = np.arange(problem.steps)
        self._costs = [line.costs.astype(np.float64) for line in lines]
        prices = {int(x) for line in lines for x in np.unique(line.costs)}
        prices |= {int(x) for x in (*self.cover.under, *self.cover.over)}
        self.unit = gcd(*prices) or 1

    @property
    def stuck(self) -> tuple[int, ...]:
        """Members whose rules leave no row at all."""
        nothing = np.zeros(len(self.cover.need))
        return tuple(n for n in range(len(self.lines)) if self.best(n, nothing)[0] == np.inf)

    def column(self, n: int, row: Ints) -> Column:
        """A row of a member as a column, the one in the pool where there is one."""
        key = row.tobytes()
        known = self.pool[n].get(key)
        if known is None:
            found, times = self.cover.counts(n, row)
            price = int(self.lines[n].costs[self._steps, row].sum())
            known = self.pool[n][key] = Column(n, row, price, found, times)
        return known

    def best(self, n: int, duals: Floats) -> tuple[float, Ints]:
        """A member's best row at given values of the demands, and its price after them."""
        prices = self._costs[n] - self.cover.relief(n, duals)
        self.limits.spend(self.pricers[n].work)
        return self.pricers[n].best(prices)

    def reply(self, n: int, held: Ints) -> Ints:
        """A member's best row, exactly, while the others' rows hold so many of each demand."""
        cover = self.cover
        worth = np.where(held < cover.need, cover.under, -cover.over).astype(np.float64)
        worth[held >= cover.most] -= cover.forbidden
        return self.best(n, worth)[1]

    def cost(self, letters: Ints) -> int:
        """The price of a roster."""
        rows = sum(
            int(line.costs[self._steps, row].sum()) for line, row in zip(self.lines, letters, strict=True)
        )
        return rows + self.cover.price(self.cover.held(letters))

    def whole(self, bound: float) -> int:
        """The least price not below a bound: prices are multiples of a unit."""
        return ceil(bound / self.unit - _TRIFLE) * self.unit
