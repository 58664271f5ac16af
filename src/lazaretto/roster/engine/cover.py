"""Demands as rows of numbers: how much a letter of a member at a step counts towards each."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lazaretto.roster.engine.problem import Demand, Ints, Problem

Floats = NDArray[np.float64]


class Cover:
    """Which demands each place (step, letter) counts towards, for everybody and by member.

    forbidden: a price that no roster reaches, for what must not be.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        demands = problem.demands
        self.need = np.array([d.need for d in demands], dtype=np.int64)
        self.under = np.array([d.under for d in demands], dtype=np.int64)
        self.over = np.array([d.over for d in demands], dtype=np.int64)
        free = [max(d.need, len(problem.members) * len(d.steps) + 1) for d in demands]
        self.most = np.array([f if d.most is None else d.most for d, f in zip(demands, free, strict=True)])
        rows = sum(int(member.costs.max(axis=1).sum()) for member in problem.members)
        self.forbidden = 1 + rows + int(self.under @ self.need + self.over @ np.maximum(0, free))
        self._places = problem.steps * len(problem.letters)
        everybody = _pairs([(n, d) for n, d in enumerate(demands) if d.members is None], len(problem.letters))
        self._pairs = [everybody] * len(problem.members)
        named: dict[int, list[tuple[int, Demand]]] = {}
        for number, demand in enumerate(demands):
            for n in demand.members or ():
                named.setdefault(n, []).append((number, demand))
        for n, own in named.items():
            extra = _pairs(own, len(problem.letters))
            self._pairs[n] = (
                np.concatenate([everybody[0], extra[0]]),
                np.concatenate([everybody[1], extra[1]]),
            )
        self._tables: dict[int, tuple[Ints, Ints]] = {}

    def relief(self, n: int, duals: Floats) -> Floats:
        """What each letter at each step is worth at given values of the demands, shape (steps, letters)."""
        places, numbers = self._pairs[n]
        worth = np.bincount(places, weights=duals[numbers], minlength=self._places)
        return worth.reshape(self.problem.steps, len(self.problem.letters)).astype(np.float64)

    def counts(self, n: int, row: Ints) -> tuple[Ints, Ints]:
        """The demands a row counts towards, and how much."""
        key = id(self._pairs[n][0])
        if key not in self._tables:
            places, numbers = self._pairs[n]
            order = np.argsort(places, kind="stable")
            self._tables[key] = (np.searchsorted(places[order], np.arange(self._places + 1)), numbers[order])
        begins, numbers = self._tables[key]
        places = np.arange(len(row)) * len(self.problem.letters) + row
        hit = np.concatenate([numbers[begins[p] : begins[p + 1]] for p in places])
        found, times = np.unique(hit, return_counts=True)
        return found, times

    def held(self, letters: Ints, among: Sequence[int] | None = None) -> Ints:
        """How many each demand has of the rows of some members, or of all."""
        total = np.zeros(len(self.need), dtype=np.int64)
        for n in range(len(letters)) if among is None else among:
            found, times = self.counts(n, letters[n])
            total[found] += times
        return total

    def price(self, held: Ints) -> int:
        """What it costs to meet the demands with so many; one too many is dearer than any roster."""
        missing, beyond = np.maximum(0, self.need - held), np.maximum(0, held - self.need)
        excess = np.maximum(0, held - self.most).sum()
        return int(self.under @ missing + self.over @ beyond + self.forbidden * excess)


def _pairs(demands: Sequence[tuple[int, Demand]], letters: int) -> tuple[Ints, Ints]:
    """(place, demand) for every step and letter that counts."""
    places = [t * letters + x for _, d in demands for t in d.steps for x in d.letters]
    numbers = [n for n, d in demands for _ in d.steps for _ in d.letters]
    return np.array(places, dtype=np.int64), np.array(numbers, dtype=np.int64)
