"""From a mix of rows to a roster: the row with the greatest share is kept, the rest mixed anew, and so on."""

import numpy as np

from lazaretto.roster.generating import generate
from lazaretto.roster.master import Column, Master, Mix
from lazaretto.roster.stock import Closed, Stock

_SURE = 0.95  # a share as good as whole: such rows are kept together with the greatest
_ROUNDS = 20  # of pricing after each row that is kept


def dive(
    stock: Stock, master: Master, mix: Mix, *, target: float, noise: np.random.Generator | None = None,
    closed: Closed | None = None, slack: float = 0.0,
) -> list[Column] | None:  # fmt: skip
    """A row for each member of the master, dearer in sum than no ``target``; None where the dive leads beyond it.

    noise: shakes the shares a little, so that another dive ends elsewhere.
    """
    kept: dict[int, int] = {}
    while True:
        _keep(master, mix, kept, noise)
        left = tuple(n for n in master.free if n not in kept)
        if left:
            mix = generate(stock, master, rounds=_ROUNDS, closed=closed, among=left, slack=slack).mix
        else:
            mix = master.solve()
        if mix.value > target or stock.limits.over:
            return None
        if not left:
            return [master.columns[kept[n]] for n in master.free]


def _keep(master: Master, mix: Mix, kept: dict[int, int], noise: np.random.Generator | None) -> None:
    """Fix the column with the greatest share, and those as good as whole."""
    shares = mix.shares if noise is None else mix.shares * (1 + _SHAKE * noise.random(len(mix.shares)))
    first = True
    for j in np.argsort(-shares, kind="stable"):
        if not first and mix.shares[j] < _SURE:
            return
        n = master.columns[j].member
        if n not in kept:
            kept[n] = int(j)
            master.fix(int(j))
            first = False


_SHAKE = 0.2
