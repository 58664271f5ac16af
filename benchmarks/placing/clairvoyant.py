"""What could have been done by one who knew all arrivals: an exact model, and the bound that it proves.

Cohorts of one sort of people that begin on day *d* and take the last of theirs on day *d + e* are counted,
not named. A case sends any number of its people to such a family, at most one a cohort; dealing them round
the family's cohorts, case after case, keeps every case apart and fills none above its beds. So the model
has a few thousand whole numbers, and is exact where only case groups keep people of a sort apart.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from benchmarks.placing.arrivals import Case, counted
from benchmarks.placing.living import BEDS, QUARANTINE, Cell
from lazaretto.placement.allowing import Like

Family = tuple[Like, int, int]  # who, first day, days until the last
WORKERS = 8  # a portfolio on however many cores there are


@dataclass(frozen=True, slots=True)
class Bound:
    """The best answer found, the least that any answer can have, and whether the two are one."""

    found: int
    least: int
    proved: bool


class Hindsight:
    """The model of some days. window: days after its first on which a cohort takes people."""

    def __init__(self, days: Sequence[Sequence[Case]], *, window: int, apart: bool = True) -> None:
        self.days, self.window, self.apart = days, window, apart
        self.program = cp_model.CpModel()
        self.sent: dict[tuple[int, int, Like, Family], cp_model.IntVar] = {}
        self.cohorts: dict[Family, cp_model.IntVar] = {}
        self.in_use: list[list[cp_model.IntVar]] = [[] for _ in days]
        self.delay: list[cp_model.LinearExprT] = []
        self._people()
        self._families()

    def _people(self) -> None:
        for day, cases in enumerate(self.days):
            for n, case in enumerate(cases):
                for like, people in counted(case).items():
                    self._send(day, n, like, people)

    def _send(self, day: int, n: int, like: Like, people: int) -> None:
        chosen = []
        for length in range(self.window + 1):
            for first in range(max(0, day - length), min(day, len(self.days) - 1 - length) + 1):
                count = self.program.new_int_var(0, people, "")
                self.sent[day, n, like, (like, first, length)] = count
                chosen.append(count)
                self.delay.append((first + length - day) * count)
        self.program.add(sum(chosen) == people)

    def _families(self) -> None:
        members: dict[Family, list[cp_model.IntVar]] = defaultdict(list)
        for (*_, family), count in self.sent.items():
            members[family].append(count)
        for family, counts in members.items():
            most = sum(max(count.proto.domain) for count in counts)
            cohorts = self.program.new_int_var(0, most, "")
            self.cohorts[family] = cohorts
            self.program.add(sum(counts) <= BEDS * cohorts)
            if self.apart:
                for count in counts:
                    self.program.add(count <= cohorts)
            _, first, length = family
            for day in range(first, min(first + length + QUARANTINE, len(self.days))):
                self.in_use[day].append(cohorts)

    def hint(self, cells: Sequence[Cell]) -> None:
        """Begin from what was done day by day."""
        sent: Counter[tuple[int, int, Like, Family]] = Counter()
        cohorts: Counter[Family] = Counter()
        for cell in cells:
            family = (cell.like, cell.since, cell.clock - cell.since)
            cohorts[family] += 1
            for day, newcomer in cell.people.values():
                sent[day, int(newcomer.person.split("-")[1]), cell.like, family] += 1
        for key, count in self.sent.items():
            self.program.add_hint(count, sent[key])
        for family, number in self.cohorts.items():
            self.program.add_hint(number, cohorts[family])

    def least_delay(self, *, cells: int, overflow: int, seconds: float) -> Bound:
        """The fewest extra person-days with at most so many cell-days beyond ``cells``."""
        beyond = self._beyond(cells)
        self.program.add(sum(beyond) <= overflow)
        self.program.minimize(sum(self.delay))
        return self._solved(seconds)

    def least_overflow(self, *, cells: int, seconds: float) -> Bound:
        """The fewest cell-days beyond ``cells``."""
        self.program.minimize(sum(self._beyond(cells)))
        return self._solved(seconds)

    def least_cells(self, *, seconds: float) -> Bound:
        """The fewest cells that are ever in use at once."""
        cells = self.program.new_int_var(0, 1000, "cells")
        for row in self.in_use:
            self.program.add(sum(row) <= cells)
        self.program.minimize(cells)
        return self._solved(seconds)

    def least_opened(self, *, seconds: float) -> Bound:
        """The fewest cohorts in all."""
        self.program.minimize(sum(self.cohorts.values()))
        return self._solved(seconds)

    def _beyond(self, cells: int) -> list[cp_model.IntVar]:
        beyond = []
        for row in self.in_use:
            more = self.program.new_int_var(0, 1000, "")
            self.program.add(sum(row) - more <= cells)
            beyond.append(more)
        return beyond

    def _solved(self, seconds: float) -> Bound:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = WORKERS
        solver.parameters.max_time_in_seconds = seconds
        status = solver.solve(self.program)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise RuntimeError(f"hindsight found nothing: {solver.status_name(status)}")
        least = round(solver.best_objective_bound + 0.499999)
        return Bound(round(solver.objective_value), least, status == cp_model.OPTIMAL)
