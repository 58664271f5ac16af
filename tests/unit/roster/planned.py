"""Plans for the tests, by the engine's own measure, so that they are the same on every machine."""

from itertools import count
from typing import Any

from msgspec.structs import replace

from lazaretto.obligations.rostering.situation import Member, Roster, Situation
from lazaretto.roster.answer import HousePlan
from lazaretto.roster.asking import House, Prices, Request
from lazaretto.roster.ground import Ground
from lazaretto.roster.planning import plan
from tests.rostering import changed, situation

EFFORT = 3


def ticking() -> Any:
    """A clock that passes a second whenever it is looked at."""
    return count(0.0).__next__


def planned(
    asked: Situation, *, keep: Roster | None = None, effort: int = EFFORT, relief: bool = False, **house: Any
) -> HousePlan:
    """The plan of one house."""
    houses = (House(situation=asked, keep=keep, **house),)
    request = Request(houses=houses, effort=effort, relief=relief)
    return plan(request, clock=ticking(), seconds=0).houses[0]


def ground(asked: Situation | None = None, **changes: Any) -> Ground:
    """The house of ``tests.rostering`` as the planner sees it."""
    return Ground(asked if asked is not None else situation(), Prices(), **changes)


def altered(asked: Situation, person: str, **changes: Any) -> Situation:
    """The situation with something else of one member."""
    return changed(asked, person, **changes)


def leaders(*members: Member, days: int = 35) -> Situation:
    """A house without posts in which one leader must be inside at all times."""
    return replace(
        situation(days=days), members=members, posts=(), needs={},
        limits={"batch_incomplete": {"leaders": 1}},
    )  # fmt: skip
