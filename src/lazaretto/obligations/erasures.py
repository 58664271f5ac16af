"""Erasing what is due: proposed by one office, declined or done by another; and the holds that keep it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import seconds
from lazaretto.facts.retention import Erased, ErasureDeclined, ErasureProposed, HoldLifted, HoldSet
from lazaretto.obligations.machine import Course, Machine, Step, follow
from lazaretto.registers.retention import ERASURE_ACTS
from lazaretto.registers.standing import Standing

ERASURE = Machine(
    name="erasure",
    start="unproposed",
    states=("unproposed", "proposed", "declined", "erased"),
    acts={"propose": ErasureProposed, "decline": ErasureDeclined, "erase": Erased},
    moves={
        ("unproposed", "propose"): "proposed",
        ("proposed", "decline"): "declined",
        ("proposed", "erase"): "erased",
    },
    apart=(("propose", "decline"), ("propose", "erase")),
)


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold that stands: by whom, when and where is said by its fact."""

    fact: Fact
    body: HoldSet


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal, and what became of it."""

    fact: Fact
    body: ErasureProposed
    course: Course

    @property
    def id(self) -> UUID:
        """What its answer names."""
        return self.fact.id

    @property
    def open(self) -> bool:
        """Whether it waits for its answer."""
        return self.course.state == "proposed"


def holds(standing: Standing, facts: Sequence[Fact]) -> tuple[Hold, ...]:
    """The holds that stand at the standing's instant, the oldest first."""
    return standing.once("holds", lambda: _holds(standing, facts))


def proposals(standing: Standing, facts: Sequence[Fact]) -> tuple[Proposal, ...]:
    """Every proposal that was made by the standing's instant, the oldest first."""
    return standing.once("erasures", lambda: _proposals(standing, facts))


def proposal_of(standing: Standing, facts: Sequence[Fact], proposal: UUID) -> Proposal | None:
    """One proposal by its id; None where nobody made it."""
    return next((one for one in proposals(standing, facts) if one.id == proposal), None)


def still_asks(said: Proposal, wanted: ErasureProposed, *, facility: str, standing: Standing) -> bool:
    """Whether a proposal of a house waits for its answer, about the same person, class and rule.

    One from before they were taken in, or enrolled, again asks for what is no longer so.
    """
    if not said.open or said.body != wanted or said.fact.facility != facility:
        return False
    key, enrolled = standing.names.find(wanted.person), standing.events("enrolled")
    came = [
        *standing.on_roll.start[standing.on_roll.key == key].tolist(),
        *enrolled.occurred[enrolled.key == key].tolist(),
    ]
    return max(came, default=0) <= seconds(said.fact.occurred)


def lifts(hold: Hold, fact: Fact) -> bool:
    """Whether a fact lifts a hold: one of its house, by the office that set it or by the detachment."""
    body = fact.body
    if not isinstance(body, HoldLifted) or body.hold != hold.fact.id or fact.facility != hold.fact.facility:
        return False
    return body.office in ("detachment", hold.body.office)


def _holds(standing: Standing, facts: Sequence[Fact]) -> tuple[Hold, ...]:
    lifted = [facts[n] for n in standing.events("hold_lifted").fact.tolist()]
    found: list[Hold] = []
    for number in standing.events("hold_set").fact.tolist():
        fact = facts[number]
        if isinstance(fact.body, HoldSet):
            found.append(Hold(fact, fact.body))
    return tuple(one for one in found if not any(lifts(one, fact) for fact in lifted))


def _proposals(standing: Standing, facts: Sequence[Fact]) -> tuple[Proposal, ...]:
    rows = standing.events("erasure_act")
    said: dict[int, list[Step]] = {}
    for key, act, number in zip(rows.key.tolist(), rows.value.tolist(), rows.fact.tolist(), strict=True):
        fact = facts[number]
        said.setdefault(key, []).append(Step(ERASURE_ACTS[act], frozenset({fact.actor}), fact))
    return tuple(one for steps in said.values() if (one := _proposal(steps)) is not None)


def _proposal(steps: Sequence[Step]) -> Proposal | None:
    first = next((step.fact for step in steps if isinstance(step.fact.body, ErasureProposed)), None)
    if first is None or not isinstance(first.body, ErasureProposed):
        return None  # an answer to what this node never heard
    # Another house's word answers nothing; what was erased of a person may lie in several houses.
    heard = [one for one in steps if one.act == "erase" or one.fact.facility == first.facility]
    return Proposal(first, first.body, follow(ERASURE, heard))
