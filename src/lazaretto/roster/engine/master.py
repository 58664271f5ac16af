"""The linear programme that mixes rows: each member one row in all, each demand met or paid for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp

from lazaretto.roster.engine.cover import Cover
from lazaretto.roster.engine.problem import Ints

Floats = NDArray[np.float64]
_SECOND = 2e-7  # seconds of a core for one column in one step of the simplex


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One row of one member. cost: its own price; found, times: the demands it counts towards, how much."""

    member: int
    row: Ints
    cost: int
    found: Ints
    times: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Mix:
    """A solved programme: its value, what each demand and each member is worth, the share of each column."""

    value: float
    duals: Floats
    own: Floats
    shares: Floats


class Master:
    """The programme over some members, the others' rows being held. Columns are added as they are found."""

    def __init__(self, cover: Cover, free: Sequence[int], held: Ints) -> None:
        self.cover, self.free, self.held = cover, tuple(free), held
        self.columns: list[Column] = []
        self.place = {n: k for k, n in enumerate(free)}
        self._known: set[tuple[int, bytes]] = set()
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._solver.SetSolverSpecificParametersAsString("use_dual_simplex: false use_preprocessing: false")
        self._shares: list[pywraplp.Variable] = []
        self._rows = [self._row(d) for d in range(len(cover.need))]
        self._one = [self._solver.Constraint(1.0, 1.0) for _ in free]
        self._solver.Objective().SetMinimization()

    def _row(self, d: int) -> pywraplp.Constraint:
        cover, solver = self.cover, self._solver
        need = float(cover.need[d] - self.held[d])
        row = solver.Constraint(need, need)
        room = max(0.0, float(cover.most[d] - cover.need[d])) - min(0.0, need)
        beyond = solver.infinity()
        parts = [(1, beyond, cover.under[d]), (-1, room, cover.over[d]), (-1, beyond, cover.forbidden)]
        for sign, most, price in parts:
            part = solver.NumVar(0, most, "")
            row.SetCoefficient(part, sign)
            solver.Objective().SetCoefficient(part, float(price))
        return row

    def add(self, columns: Iterable[Column]) -> int:
        """Take in columns that are not in yet; how many there were."""
        before = len(self.columns)
        for column in columns:
            key = column.member, column.row.tobytes()
            if key in self._known:
                continue
            self._known.add(key)
            share = self._solver.NumVar(0, self._solver.infinity(), "")
            self._solver.Objective().SetCoefficient(share, column.cost)
            self._one[self.place[column.member]].SetCoefficient(share, 1)
            for d, times in zip(column.found.tolist(), column.times.tolist(), strict=True):
                self._rows[d].SetCoefficient(share, times)
            self._shares.append(share)
            self.columns.append(column)
        return len(self.columns) - before

    def solve(self) -> Mix:
        """The cheapest mix of the columns there are."""
        self._solver.Solve()
        self.work = len(self.columns) * (1 + self._solver.iterations()) * _SECOND
        return Mix(
            self._solver.Objective().Value(),
            np.clip([row.dual_value() for row in self._rows], -self.cover.forbidden, self.cover.under),
            np.array([row.dual_value() for row in self._one]),
            np.array([share.solution_value() for share in self._shares]),
        )

    def worth(self, duals: Floats) -> float:
        """The demands' part of the bound that their values prove; the members' best rows are the rest."""
        cover = self.cover
        need = cover.need - self.held
        room = np.maximum(0, cover.most - cover.need) - np.minimum(0, need)
        return float(duals @ need + np.minimum(0.0, cover.over + duals) @ room)
