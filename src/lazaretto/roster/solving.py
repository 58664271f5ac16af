"""Problem → roster, with what is proved of it."""

from collections.abc import Callable

import numpy as np
from ortools.sat.python import cp_model

from lazaretto.roster.judging import cost
from lazaretto.roster.lines import ahead, lines
from lazaretto.roster.modelling import model_of
from lazaretto.roster.problem import Answer, Ints, Problem, Progress

SEED = 2022
Tell = Callable[[Progress], bool]


def solve(
    problem: Problem, *, clock: Callable[[], float] | None = None, seconds: float | None = None,
    effort: float | None = None, hint: Ints | None = None, seed: int = SEED, tell: Tell | None = None,
    workers: int = 2,
) -> Answer:  # fmt: skip
    """Look for the cheapest roster until it is proved, the time or the effort is out, or ``tell`` says no.

    clock: seconds that pass, as ``time.monotonic`` tells them (nothing below looks up the time itself); needed
    with ``seconds``. effort: the engine's own measure, about a second of a core each; with it alone the answer
    is the same on every machine. hint: a roster to begin from, shape (members, steps), kept where it is the best.
    tell: called with each better cost or bound; what it returns says whether to go on. workers: cores to use.
    """
    rows = lines(problem)
    stuck = tuple(n for n, line in enumerate(rows) if not ahead(line)[0, line.start])
    if stuck:
        return Answer(None, None, 0, proved=True, stuck=stuck)
    began = clock() if clock else 0.0
    model = model_of(problem, rows, range(len(rows)), None)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1 if effort is not None else 8
    solver.parameters.random_seed = seed
    if effort is not None:
        solver.parameters.max_deterministic_time = effort
    if seconds is not None:
        solver.parameters.max_time_in_seconds = seconds
    if hint is not None:
        for (n, t, letter), given in model.chosen.items():
            model.program.add_hint(given, bool(hint[n, t] == letter))
    status = solver.solve(model.program)
    bound = max(0, int(np.ceil(solver.best_objective_bound - 1e-6)))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(None, None, bound, proved=status == cp_model.INFEASIBLE)
    letters = np.zeros((len(rows), problem.steps), dtype=np.int64)
    for (n, t, letter), given in model.chosen.items():
        if solver.value(given):
            letters[n, t] = letter
    price = cost(problem, letters)
    progress = Progress(clock() - began if clock else 0.0, price, min(price, bound))
    if tell:
        tell(progress)
    return Answer(letters, price, min(price, bound), proved=price <= bound, progress=(progress,))
