"""An inspection as one machine: opened, answered item by item, closed; what its answers come to (M34)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lazaretto.facts.fact import Fact
from lazaretto.facts.inspections import InspectionClosed, InspectionOpened, ItemAnswer, ItemsAnswered
from lazaretto.facts.notices import FindingRaised
from lazaretto.obligations.machine import Course, Machine, Step, follow
from lazaretto.registers.inspections import INSPECTION_ACTS
from lazaretto.registers.standing import Standing

INSPECTION = Machine(
    name="inspection",
    start="planned",
    states=("planned", "open", "closed"),
    acts={"open": InspectionOpened, "answer": ItemsAnswered, "close": InspectionClosed},
    moves={("planned", "open"): "open", ("open", "answer"): "open", ("open", "close"): "closed"},
)
_ACTORS = {InspectionOpened: "opened_by", ItemsAnswered: "answered_by", InspectionClosed: "closed_by"}


@dataclass(frozen=True, slots=True)
class Said:
    """The latest answer to an item, by whom, in which fact."""

    answer: ItemAnswer
    by: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspection of a house. answers: item → its latest answer that counted."""

    fact: Fact
    body: InspectionOpened
    course: Course
    answers: Mapping[str, Said]
    closed: InspectionClosed | None

    @property
    def code(self) -> str:
        """What it is called in its house."""
        return self.body.inspection


def inspections(standing: Standing, facts: Sequence[Fact], facility: str) -> tuple[Inspection, ...]:
    """Every inspection of a house at the standing's instant, in the order in which they were opened."""
    number = standing.facilities.find(facility)
    return standing.once(("inspections", number), lambda: _inspections(standing, facts, number))


def by_house(standing: Standing, facts: Sequence[Fact], facility: str, body: FindingRaised) -> bool:
    """Whether a finding came from an inspection by which the house looked at itself."""
    of = next((one for one in inspections(standing, facts, facility) if one.code == body.of), None)
    return body.origin == "inspection" and of is not None and of.body.by == "house"


def _inspections(standing: Standing, facts: Sequence[Fact], number: int) -> tuple[Inspection, ...]:
    rows = standing.events("inspection_act")
    rows = rows.where(rows.facility == number)
    told: dict[int, dict[int, Step]] = {}
    said = zip(rows.fact.tolist(), rows.key.tolist(), rows.value.tolist(), strict=True)
    for fact, key, act in sorted(said):
        told.setdefault(key, {}).setdefault(fact, step_of(INSPECTION_ACTS[act], facts[fact]))
    found = [one for steps in told.values() if (one := _inspection(list(steps.values())))]
    return tuple(sorted(found, key=lambda one: (one.fact.occurred, one.code)))


def _inspection(steps: list[Step]) -> Inspection | None:
    course = follow(INSPECTION, steps)
    opened, closed = course.last("open"), course.last("close")
    if opened is None or not isinstance(opened.fact.body, InspectionOpened):
        return None  # answers to what nobody opened; a condition finds them
    answers = {
        answer.item: Said(answer, step.fact.body.answered_by, step.fact)
        for step in course.taken
        if isinstance(step.fact.body, ItemsAnswered)
        for answer in step.fact.body.answers
    }
    signed = closed.fact.body if closed is not None else None
    return Inspection(
        opened.fact, opened.fact.body, course, answers,
        signed if isinstance(signed, InspectionClosed) else None,
    )  # fmt: skip


def step_of(act: str, fact: Fact) -> Step:
    """An act of an inspection as its fact said it: whoever is named in it, and whoever stated it."""
    named = getattr(fact.body, _ACTORS[type(fact.body)])
    return Step(act, frozenset({fact.actor, named}), fact)
