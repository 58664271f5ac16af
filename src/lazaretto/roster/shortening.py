"""How short a house is at the least: its loop planned with no other price than that of what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from lazaretto.roster.beginning import begin
from lazaretto.roster.engine.judging import cost, count
from lazaretto.roster.engine.problem import Ints, Progress
from lazaretto.roster.ground import Ground
from lazaretto.roster.looping import Loop, loop
from lazaretto.roster.pacing import Pace


@dataclass(frozen=True, slots=True)
class Gap:
    """One demand of the loop that is not met in some steps. most: missing at once; days: person-days.

    name: the demand's, which begins with its rule. first, last: days of the situation.
    """

    name: str
    first: int
    last: int
    need: int
    most: int
    days: int


@dataclass(frozen=True, slots=True, eq=False)
class Short:
    """The least that a house can be short. left: person-days; proved: whether less is impossible."""

    loop: Loop
    letters: Ints
    left: int
    proved: bool


def shortest(ground: Ground, pace: Pace, seconds: float) -> Short:
    """Look until nothing is short, or it is proved that something must be, or the seconds are over."""
    asked = loop(ground, wishes=False)
    letters, bound = begin(asked), 0
    missing = ground.prices.missing

    def hear(told: Progress) -> bool:
        return not pace.stopped and (told.cost is None or told.cost >= missing) and told.bound < missing

    if cost(asked.problem, letters) >= missing:
        found = pace.ask(
            asked.problem, letters, until=pace.clock() + seconds, effort=float(pace.effort or 0), tell=hear
        )
        if found is not None:
            bound = found.bound
            letters = found.letters if found.letters is not None else letters
    return Short(asked, letters, sum(gap.days for gap in gaps(asked, letters)), proved=bound >= missing)


def gaps(asked: Loop, letters: Ints) -> list[Gap]:
    """What is not met, demand by demand, in the order of the rules."""
    found: dict[str, Gap] = {}
    for name, step, need, short in _unmet(asked, letters):
        days = asked.ground.steps[step]
        had = found.get(name, Gap(name, days[0], days[-1], need, 0, 0))
        found[name] = Gap(
            name, min(had.first, days[0]), max(had.last, days[-1]), need, max(had.most, short),
            had.days + short * len(days),
        )  # fmt: skip
    return list(found.values())


def _unmet(asked: Loop, letters: Ints) -> Iterator[tuple[str, int, int, int]]:
    """(name, step, need, how many are missing) of each demand that is a rule and is not met."""
    for demand in asked.problem.demands:
        short = demand.need - count(demand, letters)
        if short > 0 and demand.name.startswith(("post_unmanned", "batch_incomplete")):
            yield demand.name, demand.steps[0], demand.need, short
