"""A programme of whole numbers: amounts with prices, rows with bounds. Mixed by GLOP, solved by CP-SAT."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp

from lazaretto.roster.engine import solver as cp_model
from lazaretto.roster.engine.problem import Ints

Floats = NDArray[np.float64]
Terms = Iterable[tuple[int, int]]
_SECOND = 2e-9  # seconds of a core for one term in one step of the simplex


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """Amounts that solve a programme in fractions. work: what it took, about seconds of a core."""

    value: float
    amounts: Floats
    work: float


@dataclass(slots=True, eq=False)
class Programme:
    """most: of each amount, from 0 on; price: of one of it; rows: (amount, how often) and their bounds."""

    most: list[int] = field(default_factory=list)
    price: list[int] = field(default_factory=list)
    rows: list[tuple[list[tuple[int, int]], int, int]] = field(default_factory=list)

    def amount(self, most: int, price: int = 0) -> int:
        """One more amount; its number."""
        self.most.append(most)
        self.price.append(price)
        return len(self.most) - 1

    def bind(self, terms: Terms, least: int, most: int) -> None:
        """least ≤ sum of terms ≤ most."""
        self.rows.append((list(terms), least, most))

    def mixed(self) -> Point | None:
        """The least sum of prices in fractions; None where there is none."""
        solver = pywraplp.Solver.CreateSolver("GLOP")
        amounts = [solver.NumVar(0.0, float(most), "") for most in self.most]
        for amount, price in zip(amounts, self.price, strict=True):
            solver.Objective().SetCoefficient(amount, float(price))
        for terms, least, most in self.rows:
            row = solver.Constraint(float(least), float(most))
            for number, times in terms:
                row.SetCoefficient(amounts[number], float(times))
        solver.Objective().SetMinimization()
        if solver.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        work = _SECOND * (1 + solver.iterations()) * sum(len(terms) for terms, _, _ in self.rows)
        return Point(
            solver.Objective().Value(), np.array([amount.solution_value() for amount in amounts]), work
        )

    def exact(self, least: int, known: Ints | None, room: tuple[Ints, Ints] | None = None) -> Exact:
        """The same in whole numbers. least: proved of the price; known: amounts that keep all rows.

        room: the least and the most of every amount, where they are to be searched within less.
        """
        model = cp_model.CpModel()
        low = [0] * len(self.most) if room is None else room[0].tolist()
        high = self.most if room is None else np.minimum(room[1], self.most).tolist()
        amounts = [model.new_int_var(a, b, "") for a, b in zip(low, high, strict=True)]
        for terms, at_least, at_most in self.rows:
            total = cp_model.LinearExpr.weighted_sum(
                [amounts[number] for number, _ in terms], [times for _, times in terms]
            )
            model.add_linear_constraint(total, at_least, at_most)
        price = cp_model.LinearExpr.weighted_sum(amounts, self.price)
        model.add(price >= least)
        model.minimize(price)
        for amount, value in zip(amounts, known.tolist() if known is not None else (), strict=False):
            model.add_hint(amount, value)
        return Exact(model, amounts)


class Exact:
    """One search in whole numbers, which another thread may stop."""

    def __init__(self, model: cp_model.CpModel, amounts: Sequence[cp_model.IntVar]) -> None:
        self._model, self._amounts = model, amounts
        self._solver = cp_model.CpSolver()
        self._stopped = False

    def stop(self) -> None:
        """End it soon, from wherever."""
        self._stopped = True
        self._solver.stop_search()

    def run(
        self, *, seed: int, workers: int, effort: float | None = None, seconds: float = float("inf"),
        hear: Callable[[float], None] | None = None,
    ) -> tuple[Ints | None, float, float]:  # fmt: skip
        """Amounts, the least that the price can be (inf: there is no answer), and the work.

        effort: with one worker, then the same on every machine. hear: of a better bound, as it is found.
        """
        parameters = self._solver.parameters
        parameters.random_seed, parameters.num_workers = seed, workers
        if workers == 1:
            parameters.linearization_level = 2  # alone the solver needs every row in its linear programme
        if effort is not None:
            parameters.max_deterministic_time = effort
        if seconds < float("inf"):
            parameters.max_time_in_seconds = seconds
        if hear is not None:
            self._solver.best_bound_callback = hear
        status = cp_model.UNKNOWN if self._stopped else self._solver.solve(self._model)
        if status == cp_model.UNKNOWN and self._stopped:
            return None, 0.0, 0.0
        work = self._solver.response_proto.deterministic_time
        if status == cp_model.INFEASIBLE:
            return None, float("inf"), work
        bound = self._solver.best_objective_bound
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None, bound, work
        return np.array([self._solver.value(amount) for amount in self._amounts]), bound, work
