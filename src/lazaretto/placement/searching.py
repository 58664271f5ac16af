"""The solver at work: one aim after the other, at a fixed effort. Same question, same answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from lazaretto.placement import solver as cp_model
from lazaretto.placement.asking import Newcomer, Request
from lazaretto.placement.modelling import Bin, Expr, Model, model_of
from lazaretto.placement.pricing import room_costs

SEED = 2022  # one seed and one worker: an answer does not depend on the machine (law 14)


@dataclass(frozen=True, slots=True)
class Found:
    """Person → place, the least that so many people can cost, whether that is proved, and the work."""

    assigned: Mapping[str, str]
    least: int
    proved: bool
    work: float


@dataclass(frozen=True, slots=True)
class _Run:
    """What one run of the solver found: no solver when there is no placement, or none was found."""

    solver: cp_model.CpSolver | None
    proved: bool
    work: float


def search(request: Request, *, kept: Mapping[str, str]) -> Found:
    """Look for the best placement: everybody at once if that can be, else as many as can be."""
    model = model_of(request, kept=kept)
    model.program.add(sum(model.left_out) == 0)
    runs = list(_in_turn(model, [model.changed, model.price], request.effort))
    if runs[-1].solver is None:
        model = model_of(request, kept=kept)
        runs = [*(run for run in runs if run.proved), *_in_turn(
            model, [_outside(model), model.changed, model.price], request.effort
        )]  # fmt: skip
    return _found(request, model, runs)


def _outside(model: Model) -> list[Expr]:
    """First how many are left out, then who: those who endanger others weigh a little more."""
    step = 1 + sum(kind.size * kind.urgency for kind in model.kinds)
    return [left * (step + kind.urgency) for left, kind in zip(model.left_out, model.kinds, strict=True)]


def _in_turn(model: Model, aims: Sequence[list[Expr]], effort: int) -> Iterator[_Run]:
    """One aim after the other, each held to while the next is looked at. Ends early without an answer."""
    for last, aim in ((number == len(aims), aim) for number, aim in enumerate(aims, 1)):
        if not aim and not last:
            continue
        model.program.minimize(sum(aim))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2  # days and clocks are weak without their linear side
        solver.parameters.random_seed = SEED
        solver.parameters.max_deterministic_time = effort
        status = solver.solve(model.program)
        answered = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        proved = status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
        yield _Run(solver if answered else None, proved, solver.response_proto.deterministic_time)
        if not answered:
            return
        if not last:
            model.program.add(sum(aim) <= round(solver.objective_value))


def _found(request: Request, model: Model, runs: Sequence[_Run]) -> Found:
    solver = runs[-1].solver
    least = 0
    if solver is not None:
        least = ceil(solver.best_objective_bound - 1e-6) + _standing(request, model)
    return Found(
        assigned=_named(model, solver) if solver else {},
        least=least,
        proved=all(run.proved for run in runs),
        work=sum(run.work for run in runs),
    )


def _standing(request: Request, model: Model) -> int:
    """What rooms cost that nobody can enter: the same for every answer."""
    places = {place for each in model.bins for place in each.family.places}
    outside = (room for room in request.rooms if room.place not in places)
    return sum(room_costs(request, room, (), model.known).total for room in outside)


def _named(model: Model, solver: cp_model.CpSolver) -> dict[str, str]:
    """Counts → people and rooms, both taken in the order in which they stand."""
    waiting = [list(kind.people) for kind in model.kinds]
    rooms: dict[int, list[str]] = {}
    assigned: dict[str, str] = {}
    for each in model.bins:
        if not solver.value(each.used):
            continue
        left = rooms.setdefault(id(each.family), [room.place for room in each.family.rooms])
        place = left.pop(0)
        for person in _entering(each, waiting, solver):
            assigned[person.person] = place
    return assigned


def _entering(each: Bin, waiting: list[list[Newcomer]], solver: cp_model.CpSolver) -> Iterator[Newcomer]:
    for n, count in each.counts.items():
        for _ in range(solver.value(count)):
            yield waiting[n].pop(0)
