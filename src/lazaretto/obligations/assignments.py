"""An assignment as one machine: set, done, looked at by somebody else, and whose it is now (M04, M05)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lazaretto.facts.assignments import (
    AssignmentDone,
    AssignmentReturned,
    AssignmentSet,
    AssignmentVerified,
    AssignmentWithdrawn,
)
from lazaretto.facts.attachments import Attachment
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import seconds
from lazaretto.obligations.machine import Course, Machine, Step, follow
from lazaretto.registers.standing import Standing

Whose = Literal["owner", "verifier", "nobody"]
ASSIGNMENT = Machine(
    name="assignment",
    start="unset",
    states=("unset", "set", "done", "returned", "verified", "withdrawn"),
    acts={
        "set": AssignmentSet,
        "do": AssignmentDone,
        "verify": AssignmentVerified,
        "return": AssignmentReturned,
        "withdraw": AssignmentWithdrawn,
    },
    moves={
        ("unset", "set"): "set",
        ("set", "do"): "done",
        ("set", "withdraw"): "withdrawn",
        ("done", "verify"): "verified",
        ("done", "return"): "returned",
        ("done", "withdraw"): "withdrawn",
        ("returned", "do"): "done",
        ("returned", "withdraw"): "withdrawn",
    },
    apart=(("do", "verify"), ("do", "return")),
    anew=frozenset({"return"}),
)
OPEN: frozenset[str] = frozenset({"set", "done", "returned"})
_WHOSE: dict[str, Whose] = {"set": "owner", "returned": "owner", "done": "verifier"}
ROWS = {  # act → the event that says it
    "set": "assignment_set",
    "do": "assignment_done",
    "verify": "assignment_verified",
    "return": "assignment_returned",
    "withdraw": "assignment_withdrawn",
}


@dataclass(frozen=True, slots=True)
class Assignment:
    """One assignment of one facility at an instant. due: in seconds, as it was set or set anew."""

    facility: str
    assignment: str
    said: AssignmentSet | None
    course: Course
    due: int | None

    @property
    def state(self) -> str:
        """How far it has come."""
        return self.course.state

    @property
    def whose(self) -> Whose:
        """Who has to act now."""
        return _WHOSE.get(self.state, "nobody")

    @property
    def evidence(self) -> AssignmentDone | None:
        """What was last said to show that it is done."""
        step = self.course.last("do")
        body = step.fact.body if step is not None else None
        return body if isinstance(body, AssignmentDone) else None

    def late(self, at: int) -> bool:
        """Whether it is overdue at an instant, or was done after it was due."""
        done = self.course.last("do") if self.state in ("done", "verified") else None
        moment = done.at if done is not None else at
        return self.due is not None and self.state != "withdrawn" and moment >= self.due


def assignments(standing: Standing, facts: Sequence[Fact]) -> tuple[Assignment, ...]:
    """Every assignment that anything was said of, in the order in which they were first spoken of."""
    return standing.once("assignments", lambda: _assignments(standing, facts))


def assignment_of(standing: Standing, facts: Sequence[Fact], *, facility: str, assignment: str) -> Assignment:
    """One assignment as it stands; one that nobody set is ``unset``."""
    key = standing.names.find(f"{facility}|{assignment}")
    said = [
        Step(act, persons_of(facts[n].body) | {facts[n].actor}, facts[n])
        for act, name in ROWS.items()
        for n in standing.events(name).fact[standing.events(name).key == key].tolist()
    ]
    return _assignment(facility, assignment, said)


def attachments(fact: Fact) -> tuple[Attachment, ...]:
    """The files that lie beside a fact about an assignment."""
    body = fact.body
    return (body.attachment,) if isinstance(body, AssignmentDone) and body.attachment else ()


def persons_of(body: object) -> frozenset[str]:
    """Who is named as having done an act."""
    names = ("set_by", "done_by", "verified_by", "returned_by", "withdrawn_by")
    return frozenset(one for name in names if (one := getattr(body, name, None)))


def _assignments(standing: Standing, facts: Sequence[Fact]) -> tuple[Assignment, ...]:
    steps: dict[tuple[str, str], list[Step]] = {}
    rows = [
        (occurred, act, fact)
        for act, name in ROWS.items()
        for occurred, fact in zip(
            standing.events(name).occurred.tolist(), standing.events(name).fact.tolist(), strict=True
        )
    ]
    for _, act, number in sorted(rows, key=lambda row: (row[0], row[2])):
        fact = facts[number]
        code = getattr(fact.body, "assignment", "")
        step = Step(act, persons_of(fact.body) | {fact.actor}, fact)
        steps.setdefault((fact.facility, code), []).append(step)
    return tuple(_assignment(*key, said) for key, said in steps.items())


def _assignment(facility: str, code: str, said: Sequence[Step]) -> Assignment:
    course = follow(ASSIGNMENT, said)
    first, again = course.last("set"), course.last("return")
    body = first.fact.body if first is not None else None
    due = body.due if isinstance(body, AssignmentSet) else None
    if again is not None and isinstance(again.fact.body, AssignmentReturned):
        due = again.fact.body.due
    return Assignment(
        facility, code, body if isinstance(body, AssignmentSet) else None, course,
        None if due is None else seconds(due),
    )  # fmt: skip
