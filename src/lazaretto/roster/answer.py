"""What is answered: rosters, codes and values, no words; whoever shows an answer says it in a language."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from lazaretto.facts.duty import Phase, Stand, Turn
from lazaretto.facts.fact import Code, Person
from lazaretto.facts.places import Facility
from lazaretto.obligations.rostering.situation import Breach, Roster

Values = Mapping[str, str]
Measure = Literal["inside_days", "nights", "hours"]
Stage = Literal["loop", "stands", "relief"]
WhyCode = Literal["away", "takes_over", "moves_along"]
ReliefCode = Literal["more_people", "shorter_phase", "fewer_on_post", "teach", "forced_swap"]


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """What one person bears: days, nights or hours."""

    person: Person
    value: int


class Fairness(msgspec.Struct, frozen=True, kw_only=True):
    """How evenly a burden is borne by those who bear any of it. spread: the most less the least."""

    measure: Measure
    least: int
    median: int
    most: int
    people: tuple[Share, ...]

    @property
    def spread(self) -> int:
        """The most that anybody bears less the least."""
        return self.most - self.least


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """Why somebody is moved: a code and what fills its sentence."""

    code: WhyCode
    values: Values = {}


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """Days in a row on which somebody does otherwise than in the roster that was kept; None: in no phase."""

    person: Person
    first: date
    last: date
    before: Phase | None
    after: Phase | None
    why: Why


class Stuck(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody for whom no lawful row exists at all, and the rules that leave none."""

    person: Person
    rules: tuple[str, ...]


class Collision(msgspec.Struct, frozen=True, kw_only=True):
    """Rules that cannot all be kept: any one of them dropped, what is short would be found."""

    rules: tuple[str, ...]
    values: Values = {}


class Relief(msgspec.Struct, frozen=True, kw_only=True):
    """Something that would lessen a shortage, found by planning again with it done.

    left: person-days still short then; whole: none. values: what fills its sentence.
    """

    code: ReliefCode
    left: int
    whole: bool
    values: Values = {}


class HousePlan(msgspec.Struct, frozen=True, kw_only=True):
    """One house's roster and what is known of it.

    cost: points; bound: what no roster of its loop can be cheaper than, with the least price of the stands
    for these turns; proved: both are the least; phases_proved: the loop is.
    stands_changed: stands otherwise than in the roster kept.
    """

    facility: Facility
    pattern: Code
    first: date
    last: date
    turns: tuple[Turn, ...]
    stands: tuple[Stand, ...]
    cost: int
    bound: int
    proved: bool
    phases_proved: bool = False
    shortages: tuple[Breach, ...] = ()
    stuck: tuple[Stuck, ...] = ()
    fairness: tuple[Fairness, ...] = ()
    moves: tuple[Move, ...] = ()
    stands_changed: int = 0
    collisions: tuple[Collision, ...] = ()
    reliefs: tuple[Relief, ...] = ()

    @property
    def roster(self) -> Roster:
        """What is to be judged and published."""
        return Roster(turns=self.turns, stands=self.stands)


class Plan(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="answer"):
    """The answer: a plan a house, their prices added up, and the seconds it took."""

    houses: tuple[HousePlan, ...]
    cost: int
    bound: int
    proved: bool
    seconds: float


class Told(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="progress"):
    """How far the work has come: over all houses so far; cost is None while a house has no roster yet."""

    stage: Stage
    facility: Facility
    seconds: float
    cost: int | None
    bound: int
