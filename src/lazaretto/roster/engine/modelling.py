"""Everybody's rows as one model of whole numbers.

Each row is a path through its automaton, laid out step by step: an *arc* for each state and letter in each
step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from lazaretto.roster.engine import solver as cp_model
from lazaretto.roster.engine.judging import count
from lazaretto.roster.engine.lines import Line, ahead
from lazaretto.roster.engine.problem import Demand, Ints, Problem

Expr: TypeAlias = "cp_model.LinearExprT"
Chosen = dict[tuple[int, int, int], "cp_model.IntVar"]
Arcs = dict[tuple[int, int, int, int], "cp_model.IntVar"]


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The model. chosen: (member, step, letter) → whether it is given; price: what is made least.

    arcs: (member, step, state, letter) → whether it is taken; gaps: of each demand, missing and beyond.
    """

    program: cp_model.CpModel
    chosen: Chosen
    price: Expr
    lines: Sequence[Line]
    arcs: Arcs
    gaps: Sequence[tuple[Demand, cp_model.IntVar, cp_model.IntVar]]

    def begin_from(self, letters: Ints) -> None:
        """Hint a roster whole: of one that is told by its letters alone the solver may lose the thread."""
        for (n, t, letter), given in self.chosen.items():
            self.program.add_hint(given, bool(letters[n, t] == letter))
        states = [_states(line, row) for line, row in zip(self.lines, letters, strict=True)]
        for (n, t, state, letter), arc in self.arcs.items():
            self.program.add_hint(arc, bool(states[n][t] == state and letters[n, t] == letter))
        for demand, missing, beyond in self.gaps:
            held = count(demand, letters)
            self.program.add_hint(missing, max(0, demand.need - held))
            self.program.add_hint(beyond, max(0, held - demand.need))

    def letters(self, solver: cp_model.CpSolver) -> Ints:
        """The roster that a solver has found, shape (members, steps)."""
        found = np.zeros((len(self.lines), len(self.lines[0].open)), dtype=np.int64)
        for (n, step, letter), given in self.chosen.items():
            if solver.value(given):
                found[n, step] = letter
        return found


def model_of(problem: Problem, lines: Sequence[Line]) -> Model:
    """The model of a problem."""
    program, chosen, arcs = cp_model.CpModel(), Chosen(), Arcs()
    price: list[Expr] = []
    for n, line in enumerate(lines):
        price += _add_line(program, chosen, arcs, n, line)
    gaps = [_add_demand(program, chosen, problem, demand) for demand in problem.demands]
    for demand, missing, beyond in gaps:
        price += [demand.under * missing, demand.over * beyond]
    total = sum(price)
    program.minimize(total)
    return Model(program, chosen, total, lines, arcs, gaps)


def _states(line: Line, row: Ints) -> list[int]:
    """The state before each step of a row."""
    found = [line.start]
    for letter in row:
        found.append(int(line.after[found[-1], letter]))
    return found


def _add_line(program: cp_model.CpModel, chosen: Chosen, arcs: Arcs, n: int, line: Line) -> list[Expr]:
    """One member's paths; what the letters on them cost."""
    there, price = ahead(line), list[Expr]()
    sums: list[list[Expr]] = [[] for _ in line.tallies]
    into: dict[int, list[cp_model.IntVar]] = {line.start: [program.new_constant(1)]}
    for t in range(len(line.open)):
        out: dict[int, list[cp_model.IntVar]] = {}
        by_letter: dict[int, list[cp_model.IntVar]] = {}
        for s, entering in into.items():
            leaving = []
            for letter in np.flatnonzero(line.open[t] & (line.after[s] >= 0)).tolist():
                to = int(line.after[s, letter])
                if there[t + 1, to]:
                    arc = arcs[n, t, s, letter] = program.new_bool_var("")
                    leaving.append(arc)
                    out.setdefault(to, []).append(arc)
                    by_letter.setdefault(letter, []).append(arc)
                    for total, tally in zip(sums, line.tallies, strict=True):
                        if takes := int(tally.takes[t, s, letter]):
                            total.append(takes * arc)
            program.add(sum(leaving) == sum(entering))
        into = out
        for letter, mine in by_letter.items():
            given = chosen[n, t, letter] = program.new_bool_var("")
            program.add(sum(mine) == given)
            price.append(int(line.costs[t, letter]) * given)
    for total, tally in zip(sums, line.tallies, strict=True):
        program.add_linear_constraint(sum(total), tally.least, tally.most)
    return price


def _add_demand(
    program: cp_model.CpModel, chosen: Chosen, problem: Problem, demand: Demand
) -> tuple[Demand, cp_model.IntVar, cp_model.IntVar]:
    """What is missing, and what is beyond."""
    among = range(len(problem.members)) if demand.members is None else demand.members
    keys = ((n, t, x) for n in among for t in demand.steps for x in demand.letters)
    counted = [chosen[key] for key in keys if key in chosen]
    missing = program.new_int_var(0, max(0, demand.need), "")
    beyond = program.new_int_var(0, max(0, len(counted) - demand.need), "")
    program.add(sum(counted) + missing - beyond == demand.need)
    if demand.most is not None:
        program.add(sum(counted) <= demand.most)
    return demand, missing, beyond
