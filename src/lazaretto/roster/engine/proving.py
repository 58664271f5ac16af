"""Small questions, exactly: all rows at once as a model of whole numbers, from the best roster there is."""

from collections.abc import Callable

from lazaretto.roster.engine import solver as cp_model
from lazaretto.roster.engine.modelling import model_of
from lazaretto.roster.engine.problem import Ints
from lazaretto.roster.engine.stock import Stock

_SMALL = (
    20_000  # arcs: steps × states × letters over all members; beyond, the model proves too little in time
)
_SHARE = 0.5  # of the effort that is left
_PORTFOLIO = 8  # the solver's bounds stay low with fewer of its workers, however few the cores


def is_small(stock: Stock) -> bool:
    """Whether the exact model is worth its time."""
    return sum(stock.problem.steps * line.after.size for line in stock.lines) <= _SMALL


class Proof:
    """One exact search, which another thread may stop."""

    def __init__(self, stock: Stock, letters: Ints, bound: int, seed: int) -> None:
        self.stock = stock
        self.model = model_of(stock.problem, stock.lines)
        self.model.begin_from(letters)
        self.model.program.add(self.model.price >= min(bound, stock.cover.forbidden - 1))
        self.solver = cp_model.CpSolver()
        self.solver.parameters.random_seed = seed

    def stop(self) -> None:
        """End it soon, from wherever."""
        self.solver.stop_search()

    def run(self, offer: Callable[[Ints], None], raise_bound: Callable[[float], None]) -> None:
        """Search until it is proved or the limits are over. offer, raise_bound: hear what is found."""
        limits, parameters = self.stock.limits, self.solver.parameters
        parameters.num_workers = _PORTFOLIO if limits.effort is None else 1
        if limits.effort is not None:
            parameters.max_deterministic_time = max(0.0, limits.effort - limits.work) * _SHARE
        if limits.left < float("inf"):
            parameters.max_time_in_seconds = limits.left
        status = self.solver.solve(self.model.program)
        limits.spend(self.solver.response_proto.deterministic_time)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            offer(self.model.letters(self.solver))
        nothing = status == cp_model.INFEASIBLE
        raise_bound(self.stock.cover.forbidden if nothing else self.solver.best_objective_bound)
