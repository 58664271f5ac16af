"""Questions without sums along rows: alike people gathered, mixed once, searched near the mix, proved.

A row is then a walk and nothing more, and the programme of walks is as tight as that of all rows: column
generation would prove the same bound, later.
"""

from collections.abc import Callable

import numpy as np

from lazaretto.roster.engine.gathering import Gathered, kinds
from lazaretto.roster.engine.problem import Ints
from lazaretto.roster.engine.programme import Exact
from lazaretto.roster.engine.stock import Stock
from lazaretto.roster.engine.unwinding import unwind

_LARGE = 150_000  # amounts; beyond, one mix takes longer than columns would
_NEAR, _WHOLE = 0.3, 0.6  # of the time that is left: near the mix, and then everywhere
_PORTFOLIO = 8  # the solver's bounds stay low with fewer of its workers, however few the cores
_TRIFLE = 1e-6


def flows(stock: Stock) -> bool:
    """Whether rows are walks and nothing more, and few enough ways for alike people together."""
    if any(line.tallies for line in stock.lines):
        return False
    ways = sum(kind.line.after.size for kind in kinds(stock.problem, stock.lines))
    return ways <= _LARGE  # states are mostly of one step each, so that the steps count in them already


class Flow:
    """One search, which another thread may stop. offer, tell: hear of rosters and bounds.

    alone: with one core to itself, for a portfolio on it would only wait for turns.
    """

    def __init__(
        self, stock: Stock, seed: int, offer: Callable[[Ints], None], tell: Callable[[float], None], *,
        alone: bool,
    ) -> None:  # fmt: skip
        self.stock, self.seed, self.offer, self.tell = stock, seed, offer, tell
        self.workers = 1 if alone else _PORTFOLIO
        self._exact: Exact | None = None

    def stop(self) -> None:
        """End it soon, from wherever."""
        if self._exact is not None:
            self._exact.stop()

    def run(self, letters: Ints) -> None:
        """Until it is proved, or its share of the limits is over. letters: a roster to begin from.

        Where telling people apart makes a roster dearer than it was for them as one, they are each a kind of
        their own from then on; in the end all are, and the programme is exact.
        """
        apart = frozenset[int]()
        while not self.stock.limits.over:
            gathered = Gathered(self.stock.problem, kinds(self.stock.problem, self.stock.lines, apart))
            dearer = self._search(gathered, letters)
            if dearer <= apart:
                return
            apart |= dearer

    def _search(self, gathered: Gathered, letters: Ints) -> frozenset[int]:
        """Whoever cost more apart than as one, in the best roster that was found."""
        limits, programme = self.stock.limits, gathered.programme
        mixed, least = programme.mixed(), 0
        known, dearer = gathered.point(letters), frozenset[int]()
        if mixed is not None:
            limits.spend(mixed.work)
            self.tell(mixed.value)
            least = self.stock.whole(mixed.value)
            room = (
                np.floor(mixed.amounts + _TRIFLE).astype(np.int64),
                np.ceil(mixed.amounts - _TRIFLE).astype(np.int64),
            )
            near, _ = self._solve(programme.exact(least, None, room), _NEAR)
            if near is not None:
                found, dearer = unwind(gathered, near)
                self.offer(found)
                known = min(known, near, key=lambda amounts: int(amounts @ np.array(programme.price)))
        if limits.over:
            return dearer
        whole, bound = self._solve(programme.exact(least, known), _WHOLE)
        if whole is not None:
            found, dearer = unwind(gathered, whole)
            self.offer(found)
        self.tell(min(bound, self.stock.cover.forbidden))
        return dearer

    def _solve(self, exact: Exact, share: float) -> tuple[Ints | None, float]:
        limits, self._exact = self.stock.limits, exact
        left = None if limits.effort is None else max(0.0, limits.effort - limits.work)
        found, bound, work = exact.run(
            seed=self.seed, workers=self.workers if left is None else 1,
            effort=None if left is None else left * share, seconds=limits.left * share,
        )  # fmt: skip
        limits.spend(work)
        return found, bound
