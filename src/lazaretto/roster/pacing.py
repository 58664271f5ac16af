"""How long the planner may look: by the clock, or by the engine's own measure; and whom it tells."""

from collections.abc import Callable
from dataclasses import dataclass, field

from lazaretto.roster.answer import Stage, Told
from lazaretto.roster.engine.problem import Answer, Ints, Problem, Progress
from lazaretto.roster.engine.settling import settle
from lazaretto.roster.engine.solving import solve

Tell = Callable[[Told], bool]
_LITTLE = 0.05  # seconds: less is not worth asking for


@dataclass(slots=True)
class Pace:
    """The time of one request. seconds: how long from ``began``; effort: instead of it, for each question.

    costs, bounds: what each house stands at. tell: is told, and says whether to go on. halted: is asked at
    any time whether to end. workers: cores to use.
    """

    clock: Callable[[], float]
    seconds: float
    effort: int | None = None
    seed: int = 0
    tell: Tell | None = None
    halted: Callable[[], bool] | None = None
    workers: int = 2
    began: float = 0.0
    looked: float = float("-inf")
    stopped: bool = False
    costs: dict[str, int | None] = field(default_factory=dict)
    bounds: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """The clock runs from here."""
        self.began = self.clock()

    def now(self) -> float:
        """The clock; told to end, there is no time left."""
        time = self.clock()
        if self.halted is not None and time - self.looked > _LITTLE:
            self.looked = time
            self.stopped = self.stopped or self.halted()
        return float("inf") if self.stopped else time

    @property
    def spent(self) -> float:
        """Seconds since it began."""
        return self.clock() - self.began

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return max(0.0, self.seconds - self.spent)

    def say(self, stage: Stage, facility: str, cost: int | None, bound: int) -> bool:
        """Tell what a house stands at; False: stop."""
        self.costs[facility], self.bounds[facility] = cost, bound
        prices = list(self.costs.values())
        known = [price for price in prices if price is not None]
        told = Told(
            stage=stage, facility=facility, seconds=round(self.spent, 2),
            cost=sum(known) if len(known) == len(prices) else None, bound=sum(self.bounds.values()),
        )  # fmt: skip
        if self.tell is not None and not self.tell(told):
            self.stopped = True
        return not self.stopped

    def ask(
        self, problem: Problem, hint: Ints, *, until: float, effort: float, tell: Callable[[Progress], bool],
        workers: int | None = None,
    ) -> Answer | None:  # fmt: skip
        """The engine's answer before a moment of the clock (or within the effort); None: no time is left."""
        if self.stopped or not problem.members:
            return None
        if self.effort is not None:
            return solve(problem, effort=effort, hint=hint, seed=self.seed, tell=tell)
        seconds = until - self.now()
        if seconds < _LITTLE:
            return None
        return solve(
            problem,
            clock=self.now,
            seconds=seconds,
            hint=hint,
            seed=self.seed,
            tell=tell,
            workers=workers or self.workers,
        )

    def settle(self, problem: Problem, hint: Ints, *, until: float, effort: float) -> Answer | None:
        """The same of a small problem, at one go."""
        if self.stopped or not problem.members:
            return None
        if self.effort is not None:
            return settle(problem, hint, effort=effort, seed=self.seed)
        seconds = until - self.now()
        return settle(problem, hint, seconds=seconds, seed=self.seed) if seconds >= _LITTLE else None
