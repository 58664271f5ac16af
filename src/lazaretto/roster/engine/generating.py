"""Column generation: price, mix, price again, until no row would make the mix cheaper; and what that proves.

At any values of the demands, each member's best row and the demands' own part add up to a bound that no
roster passes (Lagrange); where no better row is found it is the value of the mix.
"""

from collections.abc import Callable
from dataclasses import dataclass

from lazaretto.roster.engine.master import Master, Mix
from lazaretto.roster.engine.stock import Stock

_TRIFLE = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """The mix, and the bound it proves for the members of the master."""

    mix: Mix
    bound: float


def generate(
    stock: Stock, master: Master, *, enough: float = float("inf"), rounds: int | None = None,
    slack: float = 0.0, tell: Callable[[float], None] | None = None,
) -> Relaxed:  # fmt: skip
    """Add columns until nothing is gained, or the bound reaches ``enough``, or the limits are over.

    rounds: at most so many; slack: stop when the mix is this near its bound; tell: hears of better bounds.
    """
    best, done = float("-inf"), 0
    while True:
        mix = master.solve()
        stock.limits.spend(master.work)
        if stock.limits.over or done == rounds:
            return Relaxed(mix, best)
        bound, gain, new = master.worth(mix.duals), 0.0, []
        for n in master.free:
            value, row = stock.best(n, mix.duals)
            bound += value
            reduced = value - mix.own[master.place[n]]
            if reduced < -_TRIFLE:
                gain += reduced
                new.append(stock.column(n, row))
            if stock.limits.over:
                return Relaxed(mix, best)
        done += 1
        if bound > best:
            best = bound
            if tell:
                tell(best)
        if not master.add(new) or -gain <= slack or best >= enough:
            return Relaxed(mix, best)
