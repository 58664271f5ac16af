"""Some members' rows as a model of whole numbers, everybody else's as they are.

Each row is a path through its automaton, laid out step by step; letters that lead alike are one arc.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from lazaretto.roster.lines import Line, ahead
from lazaretto.roster.problem import Ints, Problem


@dataclass(slots=True)
class Model:
    """The model. chosen: (member, step, letter) → whether it is given."""

    program: cp_model.CpModel
    chosen: dict[tuple[int, int, int], cp_model.IntVar]
    free: tuple[int, ...]


def model_of(problem: Problem, lines: Sequence[Line], free: Sequence[int], held: Ints | None) -> Model:
    """The model in which ``free`` members are free; held: the roster of the others, (members, steps)."""
    model = Model(cp_model.CpModel(), {}, tuple(free))
    price: list[cp_model.LinearExprT] = []
    for n in free:
        price += _add_line(model, n, lines[n])
    price += _add_demands(model, problem, held)
    model.program.minimize(sum(price))
    return model


def _add_line(model: Model, n: int, line: Line) -> list[cp_model.LinearExprT]:
    program, there = model.program, ahead(line)
    steps = len(line.open)
    price: list[cp_model.LinearExprT] = []
    sums: list[list[cp_model.LinearExprT]] = [[] for _ in line.tallies]
    into: dict[int, list[cp_model.IntVar]] = {line.start: [program.new_constant(1)]}
    for t in range(steps):
        out: dict[int, list[cp_model.IntVar]] = {}
        by_letter: dict[int, list[cp_model.IntVar]] = {}
        for s, entering in into.items():
            leaving = []
            for letter in np.flatnonzero(line.open[t] & (line.after[s] >= 0)):
                to = int(line.after[s, letter])
                if not there[t + 1, to]:
                    continue
                arc = program.new_bool_var("")
                leaving.append(arc)
                out.setdefault(to, []).append(arc)
                by_letter.setdefault(int(letter), []).append(arc)
                for total, tally in zip(sums, line.tallies, strict=True):
                    if takes := int(tally.takes[t, s, letter]):
                        total.append(takes * arc)
            program.add(sum(leaving) == sum(entering))
        into = out
        for letter, arcs in by_letter.items():
            given = program.new_bool_var("")
            program.add(sum(arcs) == given)
            model.chosen[n, t, letter] = given
            if line.costs[t, letter]:
                price.append(int(line.costs[t, letter]) * given)
        program.add_exactly_one(model.chosen[n, t, letter] for letter in by_letter)
    for total, tally in zip(sums, line.tallies, strict=True):
        program.add_linear_constraint(sum(total), tally.least, tally.most)
    return price


def _add_demands(model: Model, problem: Problem, held: Ints | None) -> list[cp_model.LinearExprT]:
    program, price = model.program, []
    is_free = np.zeros(len(problem.members), dtype=bool)
    is_free[list(model.free)] = True
    for demand in problem.demands:
        among = range(len(problem.members)) if demand.members is None else demand.members
        keys = ((n, t, x) for n in among for t in demand.steps for x in demand.letters)
        counted = [model.chosen[key] for key in keys if key in model.chosen]
        given = 0
        if held is not None:
            others = [n for n in among if not is_free[n]]
            given = int(np.isin(held[others][:, list(demand.steps)], demand.letters).sum())
        need, total = demand.need - given, sum(counted)
        if not counted:
            price.append(demand.under * max(0, need) + demand.over * max(0, -need))
            continue
        if demand.under and need > 0:
            missing = program.new_int_var(0, need, "")
            program.add(missing >= need - total)
            price.append(demand.under * missing)
        if demand.over and len(counted) > need:
            beyond = program.new_int_var(max(0, -need), len(counted) - need, "")
            program.add(beyond >= total - need)
            price.append(demand.over * beyond)
        if demand.most is not None:
            program.add(total <= demand.most - given)
    return price
