"""Findings and notices as two machines: what was found, until it is closed; the paper that demands it (M33).

A finding is closed by somebody who neither found it, nor put it right, nor opened it again (law 13). What a
notice names stays where it stands unless it still waits: a circular may name what is put right by now.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lazaretto.facts.extensions import ExtensionDecided
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.notices import (
    FindingRaised,
    FindingRectified,
    FindingReinspected,
    FindingReopened,
    Gravity,
    NoticeAnswered,
    NoticeIssued,
    NoticeReceived,
)
from lazaretto.facts.periods import seconds
from lazaretto.obligations.extensions import Extension, extensions
from lazaretto.obligations.machine import Course, Machine, Step, follow
from lazaretto.registers.notices import FINDING_ACTS, NOTICE_ACTS
from lazaretto.registers.standing import Standing

FINDING = Machine(
    name="finding",
    start="unseen",
    states=("unseen", "raised", "noticed", "rectified", "returned", "closed", "reopened"),
    acts={
        "raise": FindingRaised, "notice": NoticeIssued, "rectify": FindingRectified,
        "pass": FindingReinspected, "return": FindingReinspected, "reopen": FindingReopened,
    },
    moves={
        ("unseen", "raise"): "raised",
        ("raised", "notice"): "noticed",
        ("noticed", "notice"): "noticed",
        ("returned", "notice"): "returned",
        ("reopened", "notice"): "noticed",
        ("rectified", "notice"): "rectified",
        ("closed", "notice"): "closed",
        ("raised", "rectify"): "rectified",
        ("noticed", "rectify"): "rectified",
        ("returned", "rectify"): "rectified",
        ("reopened", "rectify"): "rectified",
        ("rectified", "rectify"): "rectified",  # what was left out of the first statement
        ("rectified", "pass"): "closed",
        ("rectified", "return"): "returned",
        ("closed", "reopen"): "reopened",
    },
    apart=tuple(
        (earlier, later) for earlier in ("raise", "rectify", "reopen") for later in ("pass", "return")
    ),
)  # fmt: skip
NOTICE = Machine(
    name="notice",
    start="unwritten",
    states=("unwritten", "issued", "received", "answered"),
    acts={"issue": NoticeIssued, "receive": NoticeReceived, "answer": NoticeAnswered},
    moves={
        ("unwritten", "issue"): "issued",
        ("issued", "receive"): "received",
        ("issued", "answer"): "answered",
        ("received", "answer"): "answered",
        ("answered", "answer"): "answered",  # once more, after something was returned
    },
)
OPEN = frozenset({"raised", "noticed", "returned", "reopened"})  # the house still has to put it right
_ACTORS = {
    FindingRaised: "found_by", NoticeIssued: "signed_by", FindingRectified: "rectified_by",
    FindingReinspected: "reinspected_by", FindingReopened: "reopened_by", NoticeReceived: "received_by",
    NoticeAnswered: "signed_by",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RaisedFinding:
    """A finding of a house, with everything that was done about it. code, about: as it was raised."""

    fact: Fact
    body: FindingRaised
    course: Course
    due: int | None  # by when the house has to put it right, as it was first demanded; seconds
    extensions: tuple[Extension, ...] = ()  # what more time was asked for, in order, and what was said

    @property
    def code(self) -> str:
        """What the finding is called in its house."""
        return self.body.finding

    @property
    def demanded(self) -> Gravity:
        """How grave it is by the latest notice that names it; without one, as it was raised."""
        step = self.course.last("notice")
        lines = step.fact.body.lines if step and isinstance(step.fact.body, NoticeIssued) else ()
        return next((line.severity for line in lines if line.finding == self.code), self.body.severity)

    @property
    def open(self) -> bool:
        """Whether the house still has to put it right."""
        return self.course.state in OPEN

    @property
    def at(self) -> int:
        """When it was found, seconds."""
        return seconds(self.fact.occurred)


@dataclass(frozen=True)
class Paper:
    """A notice as one house has it, with what the house did about it."""

    fact: Fact
    body: NoticeIssued
    course: Course

    @cached_property
    def mine(self) -> tuple[str, ...]:
        """The findings of this house that it names."""
        return tuple(line.finding for line in self.body.lines if line.facility == self.fact.facility)


def step_of(act: str, fact: Fact) -> Step:
    """An act as its fact said it: whoever is named in it, and whoever stated it."""
    return Step(act, persons_of(fact), fact)


def persons_of(fact: Fact) -> frozenset[str]:
    """Whose act a fact is: who is named as having done it, and who said so."""
    named = _ACTORS.get(type(fact.body))
    return frozenset({fact.actor, *([getattr(fact.body, named)] if named else [])})


def act_of(body: Body) -> str:
    """The act of a finding that a body states."""
    if isinstance(body, FindingReinspected):
        return "pass" if body.outcome == "passed" else "return"
    return next(act for act, kind in FINDING.acts.items() if isinstance(body, kind))


def findings(standing: Standing, facts: Sequence[Fact], facility: str) -> tuple[RaisedFinding, ...]:
    """Every finding of a house at the standing's instant, in the order in which they were found."""
    return standing.once(("findings", facility), lambda: _findings(standing, facts, facility))


def _findings(standing: Standing, facts: Sequence[Fact], facility: str) -> tuple[RaisedFinding, ...]:
    acts = _steps(standing, facts, "finding_act", FINDING_ACTS, standing.facilities.find(facility))
    due = standing.events("finding_due")
    dues = {  # the latest that was demanded; what was granted on top stands with the extensions
        key: value
        for key, value, fact in zip(due.key.tolist(), due.value.tolist(), due.fact.tolist(), strict=True)
        if not isinstance(facts[fact].body, ExtensionDecided)
    }
    more = extensions(standing, facts, facility)
    found = [one for key, steps in acts.items() if (one := _raised(steps, dues.get(key), more))]
    return tuple(sorted(found, key=lambda one: (one.at, one.code)))


def _raised(steps: list[Step], due: int | None, more: Sequence[Extension]) -> RaisedFinding | None:
    course = follow(FINDING, steps)
    raised = course.last("raise")
    if raised is None or not isinstance(raised.fact.body, FindingRaised):
        return None  # something was done about what nobody had found; a condition finds it
    code = raised.fact.body.finding
    mine = tuple(one for one in more if one.body.finding == code)
    return RaisedFinding(raised.fact, raised.fact.body, course, due, mine)


def notices(standing: Standing, facts: Sequence[Fact], facility: str) -> tuple[Paper, ...]:
    """Every notice that a house has at the standing's instant, in the order of their issue."""
    number = standing.facilities.find(facility)
    return standing.once(("notices", number), lambda: _notices(standing, facts, number))


def _notices(standing: Standing, facts: Sequence[Fact], number: int) -> tuple[Paper, ...]:
    found: list[Paper] = []
    for steps in _steps(standing, facts, "notice_act", NOTICE_ACTS, number).values():
        course = follow(NOTICE, steps)
        issued = course.last("issue")
        if issued is not None and isinstance(issued.fact.body, NoticeIssued):
            found.append(Paper(issued.fact, issued.fact.body, course))
    return tuple(sorted(found, key=lambda one: (one.fact.occurred, one.body.notice)))


def _steps(
    standing: Standing, facts: Sequence[Fact], event: str, acts: tuple[str, ...], number: int
) -> dict[int, list[Step]]:
    """Subject → its acts, of one second in the order in which they were recorded. A fact is one act."""
    rows = standing.events(event)
    rows = rows.where(rows.facility == number)
    once: dict[tuple[int, int], Step] = {}
    told = zip(rows.fact.tolist(), rows.key.tolist(), rows.value.tolist(), strict=True)
    for fact, key, act in sorted(told):
        once.setdefault((key, fact), step_of(acts[act], facts[fact]))
    found: dict[int, list[Step]] = {}
    for (key, _), step in once.items():
        found.setdefault(key, []).append(step)
    return found


def next_number(standing: Standing, sort: str, year: int) -> int:
    """The number of the next notice of a sort in a year: they run without a gap, from 1."""
    rows = standing.events("notice_numbered")
    numbers = rows.value[rows.key == standing.names.find(f"{sort}|{year}")]
    return int(numbers.max()) + 1 if len(numbers) else 1
