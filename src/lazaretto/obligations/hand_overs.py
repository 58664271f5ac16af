"""Hand-overs of people as one machine: prepared, given and taken, acknowledged, refused, handed back (M06).

An acknowledgement is ``custody.received`` and nothing else. One without a number speaks of the hand-over to
that party that the person was given into last. What is astray is kept and shown, and moves nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from lazaretto.facts.custody import Party, Received
from lazaretto.facts.fact import Fact
from lazaretto.facts.hand_overs import HandedBack, HandedOver, HandOverPrepared, HandOverRefused
from lazaretto.facts.periods import instant, seconds
from lazaretto.obligations.days import HOUR
from lazaretto.obligations.force import InForce
from lazaretto.obligations.machine import Course, Machine, Step, follow
from lazaretto.protocol.document import Clause, Deadline, Refrain
from lazaretto.registers.custody import HAND_OVER_ACTS
from lazaretto.registers.standing import Standing

HAND_OVER = Machine(
    name="hand_over",
    start="unprepared",
    states=("unprepared", "prepared", "given", "acknowledged", "refused", "returned"),
    acts={
        "prepare": HandOverPrepared, "give": HandedOver, "acknowledge": Received, "refuse": HandOverRefused,
        "take_back": HandedBack,
    },
    moves={
        ("unprepared", "prepare"): "prepared",
        ("unprepared", "give"): "given",  # at night, without a paper: it happened
        ("prepared", "prepare"): "prepared",  # drawn up anew, as known later
        ("prepared", "give"): "given",
        ("prepared", "acknowledge"): "acknowledged",
        ("prepared", "refuse"): "refused",
        ("given", "acknowledge"): "acknowledged",
        ("given", "refuse"): "refused",
        ("given", "take_back"): "returned",
        ("acknowledged", "give"): "acknowledged",  # who gave and who took, said after the signature
        ("acknowledged", "take_back"): "returned",
        ("refused", "prepare"): "prepared",
        ("refused", "give"): "given",  # they took the person after all
    },
    apart=(("give", "acknowledge"),),
)  # fmt: skip
_NAMED = {HandOverPrepared: "drawn_by", HandedOver: "given_by", HandedBack: "taken_by"}  # who of the house
MINUTE = 60


@dataclass(frozen=True, slots=True)
class Limit:
    """Within how many minutes a hand-over is acknowledged, and the clause that says so."""

    minutes: int
    clause: Clause
    document: str
    version: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """One hand-over of a person, with everything that was done about it. due: by when it is acknowledged."""

    code: str
    facility: str
    person: str
    course: Course
    due: datetime | None

    @property
    def said(self) -> HandOverPrepared | HandedOver | None:
        """What was said last of party and place; None where only an answer was written down."""
        for step in reversed(self.course.taken):
            if isinstance(step.fact.body, HandOverPrepared | HandedOver):
                return step.fact.body
        return None

    @property
    def party(self) -> Party | None:
        """Who takes over."""
        if self.said is not None:
            return self.said.party
        step = self.course.last("acknowledge")
        return step.fact.body.party if step and isinstance(step.fact.body, Received) else None

    @property
    def prepared(self) -> tuple[Fact, HandOverPrepared] | None:
        """The latest status document that was drawn up for it."""
        step = self.course.last("prepare")
        if step is None or not isinstance(step.fact.body, HandOverPrepared):
            return None
        return step.fact, step.fact.body

    @property
    def given(self) -> tuple[Fact, HandedOver] | None:
        """The latest giving."""
        step = self.course.last("give")
        if step is None or not isinstance(step.fact.body, HandedOver):
            return None
        return step.fact, step.fact.body

    @property
    def acknowledged(self) -> tuple[Fact, Received] | None:
        """The latest acknowledgement."""
        step = self.course.last("acknowledge")
        if step is None or not isinstance(step.fact.body, Received):
            return None
        return step.fact, step.fact.body

    @property
    def returned(self) -> tuple[Fact, HandedBack] | None:
        """How the person came back, and with which papers."""
        step = self.course.last("take_back")
        if step is None or not isinstance(step.fact.body, HandedBack):
            return None
        return step.fact, step.fact.body

    @property
    def at(self) -> datetime:
        """When the last thing was done about it."""
        return max(
            step.fact.occurred for step in self.course.taken or [step for step, _ in self.course.astray]
        )

    def overdue(self, at: datetime) -> bool:
        """Whether its acknowledgement should have come by now."""
        return self.course.state == "given" and self.due is not None and self.due <= at


def hand_overs(
    standing: Standing, facts: Sequence[Fact], *, forces: Sequence[InForce]
) -> tuple[HandOver, ...]:
    """Every hand-over that anything was said of, the one that was acted on last at the end."""
    return standing.once("hand_overs", lambda: tuple(_hand_overs(standing, facts, forces)))


def limit_of(forces: Sequence[InForce], *, at: int) -> Limit | None:
    """Within what time the documents in force at an instant (seconds) want a taking over acknowledged.

    A clause that speaks of every person handed over comes before one that speaks of releases alone.
    """
    found: list[tuple[int, Limit]] = []
    for force in forces:
        if not force.since <= at < force.until:
            continue
        for clause in force.protocol.clauses:
            duty = clause.duty
            if isinstance(duty, Deadline) and duty.trigger == "person_handed_over" and duty.within:
                said = (0, duty.within)
            elif isinstance(duty, Refrain) and duty.condition == "release_unacknowledged":
                said = (1, duty.settings["hours"] * HOUR // MINUTE)
            else:
                continue
            found.append((said[0], Limit(said[1], clause, force.protocol.id, force.protocol.version)))
    return min(found, key=lambda one: one[0])[1] if found else None


def _hand_overs(standing: Standing, facts: Sequence[Fact], forces: Sequence[InForce]) -> Iterator[HandOver]:
    said: dict[int, list[Step]] = {}
    rows = standing.events("hand_over_said")
    told = zip(rows.fact.tolist(), rows.key.tolist(), rows.value.tolist(), strict=True)
    for number, key, act in sorted(told):  # acts of one second in the order in which they were recorded
        said.setdefault(key, []).append(_step(HAND_OVER_ACTS[act], facts[number]))
    for key, steps in _unnumbered(standing, facts, said):
        said[key].append(steps)
    found = [_hand_over(standing.names.name(key), steps, forces) for key, steps in said.items()]
    yield from sorted(found, key=lambda one: (one.at, one.code))


def _step(act: str, fact: Fact) -> Step:
    """An act as its fact said it. An acknowledgement is the act of whoever took over, not of its writer."""
    body = fact.body
    if isinstance(body, Received):
        return Step(act, frozenset({body.received_by}), fact)
    named = _NAMED.get(type(body))
    return Step(act, frozenset({fact.actor, *([getattr(body, named)] if named else [])}), fact)


def _unnumbered(
    standing: Standing, facts: Sequence[Fact], said: dict[int, list[Step]]
) -> Iterator[tuple[int, Step]]:
    """Acknowledgements without a number, each with the hand-over that it speaks of."""
    given: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for key, steps in said.items():
        for step in steps:
            body = step.fact.body
            if isinstance(body, HandedOver | HandOverPrepared):
                given.setdefault((body.person, body.party), []).append((step.at, key))
    for number in standing.events("received").fact.tolist():
        fact = facts[number]
        if not isinstance(fact.body, Received) or fact.body.hand_over is not None:
            continue
        before = [one for one in given.get((fact.body.person, fact.body.party), ()) if one[0] <= _at(fact)]
        if before:
            yield max(before)[1], _step("acknowledge", fact)


def _at(fact: Fact) -> int:
    return seconds(fact.occurred)


def _hand_over(key: str, steps: Sequence[Step], forces: Sequence[InForce]) -> HandOver:
    facility, _, code = key.partition("|")
    course = follow(HAND_OVER, steps)
    step = course.last("give")
    limit = limit_of(forces, at=step.at) if step is not None else None
    due = instant(step.at + limit.minutes * MINUTE) if step is not None and limit is not None else None
    return HandOver(code, facility, getattr(steps[-1].fact.body, "person", ""), course, due)
