"""Which law answers a question of capacity, and its answer: the choice that a reader must not get wrong.

Erlang's formula only where people come one by one and each has a place of their own. In groups it
understates: then the compound Poisson law. Where people of one day share cells, the sum of daily needs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from lazaretto.placement import queueing
from lazaretto.placement.queueing import Law, Mark

Chosen = Literal["erlang_b", "compound_poisson", "same_day_cohorts"]
LEVELS = (0.5, 0.95, 0.99, 0.999)


@dataclass(frozen=True, slots=True)
class Need:
    """cells: the fewest that keep to the refusal. refused: the share of arrivals that then find too few.

    one_fewer: that share with one cell less; None where there are none. in_use: the mean; quantiles: cells
    wanted at :data:`LEVELS`, were nobody ever refused.
    """

    law: Chosen
    cells: int
    refused: float
    one_fewer: float | None
    in_use: float
    quantiles: tuple[int, ...]


def need(*, rate: float, marks: Sequence[Mark], days: int, capacity: int, refusal: float) -> Need:
    """How many cells are needed where ``rate`` groups come a day and a cell is kept for ``days`` days.

    Raises ValueError for a number outside its range.
    """
    if days < 1 or capacity < 1:
        raise ValueError("a cell holds somebody and is kept for a day at least")
    weights = np.array([mark.weight for mark in marks], np.float64)
    sizes = np.zeros(1 + max((mark.people for mark in marks), default=0))
    for weight, mark in zip(weights / weights.sum(), marks, strict=True):
        sizes[mark.people] += weight
    if capacity > 1:
        return _same_day(rate, marks, days, capacity, refusal)
    law = queueing.compound_poisson(rate=rate * days, sizes=sizes)
    if len(sizes) == 2:
        return _one_by_one(law, rate * days * float(sizes[1]), refusal)
    return _answer("compound_poisson", law, np.convolve(law, sizes), refusal)


def _one_by_one(law: Law, load: float, refusal: float) -> Need:
    """Who finds no place is lost, so those who are there are fewer than the Poisson law says."""
    servers = queueing.erlang_servers(load=load, refusal=refusal)
    return Need(
        "erlang_b", servers, queueing.erlang_b(load=load, servers=servers),
        queueing.erlang_b(load=load, servers=servers - 1) if servers else None, load, _quantiles(law),
    )  # fmt: skip


def _same_day(rate: float, marks: Sequence[Mark], days: int, capacity: int, refusal: float) -> Need:
    """Judged on the days on which somebody comes."""
    daily = queueing.daily_need(rate=rate, marks=marks, capacity=capacity)
    come = daily.copy()
    come[0] = 0.0
    found = np.convolve(queueing.summed(daily, times=days - 1), come / come.sum()) if rate else np.ones(1)
    return _answer("same_day_cohorts", queueing.summed(daily, times=days), found, refusal)


def _answer(name: Chosen, law: Law, found: Law, refusal: float) -> Need:
    """law: cells in use. found: cells wanted in all when a group has just come."""
    cells = queueing.fewest(found, refusal=refusal)
    fewer = queueing.exceeding(found, cells - 1) if cells else None
    return Need(name, cells, queueing.exceeding(found, cells), fewer, queueing.mean(law), _quantiles(law))


def _quantiles(law: Law) -> tuple[int, ...]:
    return tuple(queueing.quantile(law, level) for level in LEVELS)
