"""From a mix of rows to a roster: rows with the greatest shares are kept, the rest mixed anew, and so on."""

from collections.abc import Sequence

import numpy as np

from lazaretto.roster.engine.generating import generate
from lazaretto.roster.engine.master import Column, Master, Mix
from lazaretto.roster.engine.stock import Floats, Stock

_SURE = 0.95  # a share as good as whole: such rows are kept together with the greatest
_AT_ONCE = 10  # of so many people left, one row is kept at a time
_ROUNDS = 20  # of pricing after each keeping
_NEAR = 0.05  # of what is left up to the target: so near its bound, a mix is good enough to go on from
_PART = 0.0005  # the same, of the mix itself
_SLACK = 0.3  # and of the least difference of prices, near the target
_ROWS = 25  # rows of each person that are taken over into the next, smaller programme
_SHAKE = 0.2  # how much noise changes shares


def dive(
    stock: Stock, master: Master, mix: Mix, *, target: float, noise: np.random.Generator
) -> list[Column] | None:  # fmt: skip
    """A row for each member of the master, no dearer in sum than ``target``; None where it leads beyond that.

    noise: shakes the shares a little, so that another dive ends elsewhere.
    """
    kept: list[Column] = []
    while True:
        new = _keep(master, mix, noise)
        kept += new
        left = [n for n in master.free if n not in {column.member for column in new}]
        if not left:
            return kept
        held = master.held.copy()
        for column in new:
            held[column.found] += column.times
        target -= sum(column.cost for column in new)
        columns = near(master.columns, mix.duals, left)
        master = Master(stock.cover, left, held)
        master.add(columns)
        slack = max(_SLACK * stock.unit, min(_NEAR * (target - mix.value), _PART * mix.value))
        mix = generate(stock, master, rounds=_ROUNDS, slack=slack).mix
        if mix.value > target or stock.limits.over:
            return None


def near(columns: Sequence[Column], duals: Floats, members: Sequence[int]) -> list[Column]:
    """A few rows of each of some members: those that are cheapest at these values of the demands."""
    by_member: dict[int, list[tuple[float, int]]] = {n: [] for n in members}
    for j, column in enumerate(columns):
        if column.member in by_member:
            price = column.cost - float(duals[column.found] @ column.times)
            by_member[column.member].append((price, j))
    return [columns[j] for own in by_member.values() for _, j in sorted(own)[:_ROWS]]


def _keep(master: Master, mix: Mix, noise: np.random.Generator) -> list[Column]:
    """The columns with the greatest shares, and those as good as whole."""
    shares = mix.shares * (1 + _SHAKE * noise.random(len(mix.shares)))
    many = max(1, len(master.free) // _AT_ONCE)
    kept: dict[int, Column] = {}
    for j in np.argsort(-shares, kind="stable"):
        if len(kept) >= many and mix.shares[j] < _SURE:
            break
        kept.setdefault(master.columns[j].member, master.columns[j])
    return list(kept.values())
