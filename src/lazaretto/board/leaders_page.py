"""Who answers for which facility: the tree of leaders, what is left to whom, and what nobody has (M03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lazaretto.board.houses import House
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.obligations.delegating import Delegation, delegations
from lazaretto.obligations.leading import Named, Office, offices
from lazaretto.obligations.whose import Whose, whose
from lazaretto.registers.standing import Standing


@dataclass(frozen=True, slots=True)
class Left:
    """A delegation on the page. state: runs, ahead, lapsed (its time is over), ended (before its end)."""

    delegation: str
    by: str
    delegate: str
    whole: bool
    opens: datetime
    until: datetime
    reason: str | None
    state: str


@dataclass(frozen=True, slots=True)
class LeaderLine:
    """One facility: whom it has by name, whose everything is now and why, and what was left to whom."""

    house: House
    leader: Named | None
    deputies: tuple[Named, ...]
    now: Whose
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class LeadersPage:
    """Every facility in scope, the detachment's office first."""

    at: datetime
    zone: str
    lines: tuple[LeaderLine, ...]

    @property
    def without(self) -> tuple[LeaderLine, ...]:
        """Facilities for which nobody is named."""
        return tuple(line for line in self.lines if line.leader is None)

    @property
    def lapsed(self) -> tuple[tuple[House, Left], ...]:
        """Delegations whose time is over: what was left is back with whoever had left it."""
        return tuple((line.house, one) for line in self.lines for one in line.left if one.state == "lapsed")


def leaders_page(
    standing: Standing, *, facts: Sequence[Fact], houses: Sequence[House], zone: str
) -> LeadersPage:
    """The page at the standing's instant."""
    names, every = offices(standing, facts=facts), delegations(standing, facts=facts).values()
    ordered = sorted(houses, key=lambda house: (house.sort != "detachment", house.county, house.code))
    lines = tuple(
        LeaderLine(
            house=house, leader=names.get(house.code, Office()).leader(standing.at),
            deputies=names.get(house.code, Office()).standing_in(standing.at),
            now=whose(
                standing, facts=facts, facility=house.code,
                role="detachment_leader" if house.sort == "detachment" else "leader",
            ),
            left=tuple(_left(one, standing.at) for one in every if one.facility == house.code),
        )
        for house in ordered
    )  # fmt: skip
    return LeadersPage(instant(standing.at), zone, lines)


def _left(one: Delegation, at: int) -> Left:
    state = "runs" if one.runs(at) else "ahead" if at < one.opens and one.ended is None else "lapsed"
    if one.ended is not None and one.ended <= at:
        state = "ended"
    return Left(
        one.delegation, one.by, one.delegate, one.whole, instant(one.opens), instant(one.until), one.reason,
        state,
    )  # fmt: skip
