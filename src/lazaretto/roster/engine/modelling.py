"""Everybody's rows as one model of whole numbers.

Each row is a path through its automaton, laid out step by step: an *arc* for each state and letter in each
step.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from lazaretto.roster.engine.lines import Line, ahead
from lazaretto.roster.engine.problem import Demand, Problem

Expr = cp_model.LinearExprT
Chosen = dict[tuple[int, int, int], cp_model.IntVar]


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The model. chosen: (member, step, letter) → whether it is given; price: what is made least."""

    program: cp_model.CpModel
    chosen: Chosen
    price: Expr


def model_of(problem: Problem, lines: Sequence[Line]) -> Model:
    """The model of a problem."""
    program, chosen = cp_model.CpModel(), Chosen()
    price: list[Expr] = []
    for n, line in enumerate(lines):
        price += _add_line(program, chosen, n, line)
    for demand in problem.demands:
        price += _add_demand(program, chosen, problem, demand)
    total = sum(price)
    program.minimize(total)
    return Model(program, chosen, total)


def _add_line(program: cp_model.CpModel, chosen: Chosen, n: int, line: Line) -> list[Expr]:
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
                    arc = program.new_bool_var("")
                    leaving.append(arc)
                    out.setdefault(to, []).append(arc)
                    by_letter.setdefault(letter, []).append(arc)
                    for total, tally in zip(sums, line.tallies, strict=True):
                        if takes := int(tally.takes[t, s, letter]):
                            total.append(takes * arc)
            program.add(sum(leaving) == sum(entering))
        into = out
        for letter, arcs in by_letter.items():
            given = chosen[n, t, letter] = program.new_bool_var("")
            program.add(sum(arcs) == given)
            price.append(int(line.costs[t, letter]) * given)
    for total, tally in zip(sums, line.tallies, strict=True):
        program.add_linear_constraint(sum(total), tally.least, tally.most)
    return price


def _add_demand(program: cp_model.CpModel, chosen: Chosen, problem: Problem, demand: Demand) -> list[Expr]:
    """What missing and beyond cost."""
    among = range(len(problem.members)) if demand.members is None else demand.members
    keys = ((n, t, x) for n in among for t in demand.steps for x in demand.letters)
    counted = [chosen[key] for key in keys if key in chosen]
    missing = program.new_int_var(0, max(0, demand.need), "")
    beyond = program.new_int_var(0, max(0, len(counted) - demand.need), "")
    program.add(sum(counted) + missing - beyond == demand.need)
    if demand.most is not None:
        program.add(sum(counted) <= demand.most)
    return [demand.under * missing, demand.over * beyond]
