"""A small problem at one go: the engine's exact model alone, without columns.

Meant for a company's watches over a week or two. Their hours are bounded in any seven days, so a row has as
many sums as days, over which no table of columns can be laid; the model bears few people and days well.
"""

import numpy as np

from lazaretto.roster.engine import solver as cp_model
from lazaretto.roster.engine.judging import cost
from lazaretto.roster.engine.lines import lines
from lazaretto.roster.engine.modelling import model_of
from lazaretto.roster.engine.problem import Answer, Ints, Problem

_PORTFOLIO = 8  # the solver's bounds stay low with fewer of its workers, however few the cores


def settle(
    problem: Problem, hint: Ints, *, seed: int, seconds: float | None = None, effort: float | None = None
) -> Answer:
    """The best roster within the seconds, or within the effort (then the same on every machine).

    hint: a lawful roster, shape (members, steps); the answer costs no more.
    """
    model = model_of(problem, lines(problem))
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = _PORTFOLIO if effort is None else 1
    if effort is not None:
        solver.parameters.max_deterministic_time = effort
    if seconds is not None:
        solver.parameters.max_time_in_seconds = seconds
    model.begin_from(hint)
    status = solver.solve(model.program)
    bound = max(0, int(np.ceil(solver.best_objective_bound - 1e-6)))
    letters, price = hint, cost(problem, hint)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        found = model.letters(solver)
        if cost(problem, found) <= price:
            letters, price = found, cost(problem, found)
    bound = min(price, bound)
    return Answer(letters, price, bound, proved=price == bound, work=solver.response_proto.deterministic_time)
