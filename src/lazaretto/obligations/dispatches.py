"""A dispatch as one machine, its agenda as it was frozen, and whose each line is now (M05)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from lazaretto.facts.dispatches import (
    AgendaDrawn,
    AgendaLine,
    DispatchClosed,
    DispatchOpened,
    LineAnswered,
    LineNoted,
    MinutesSigned,
)
from lazaretto.facts.fact import Fact
from lazaretto.obligations.assignments import Assignment, assignments
from lazaretto.obligations.machine import Course, Machine, Step, follow
from lazaretto.registers.standing import Standing

LineState = Literal["waiting", "answered", "noted", "assigned"]
DISPATCH = Machine(
    name="dispatch",
    start="unopened",
    states=("unopened", "open", "closed", "signed"),
    acts={
        "open": DispatchOpened,
        "answer": LineAnswered,
        "note": LineNoted,
        "close": DispatchClosed,
        "sign": MinutesSigned,
    },
    moves={
        ("unopened", "open"): "open",
        ("open", "answer"): "open",
        ("open", "note"): "open",
        ("open", "close"): "closed",
        ("closed", "sign"): "signed",
    },
    apart=(("close", "sign"),),
)
ROWS = {  # act → the event that says it
    "open": "dispatch_opened",
    "answer": "line_answered",
    "note": "line_noted",
    "close": "dispatch_closed",
    "sign": "minutes_signed",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a facility's agenda: what was answered, noted and set; the last answer counts."""

    facility: str
    line: AgendaLine
    answers: tuple[Fact, ...]
    noted: Fact | None
    assigned: tuple[Assignment, ...]

    @property
    def state(self) -> LineState:
        """Whose it is: the facility's while it waits, the chair's once it is answered, then nobody's."""
        if self.assigned:
            return "assigned"
        if self.noted is not None:
            return "noted"
        return "answered" if self.answers else "waiting"

    @property
    def answer(self) -> str | None:
        """What the facility said last."""
        body = self.answers[-1].body if self.answers else None
        return body.answer if isinstance(body, LineAnswered) else None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One dispatch at an instant. called: the facilities that were called, each with its lines."""

    dispatch: str
    opening: Fact | None
    course: Course
    called: dict[str, tuple[Line, ...]] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """How far it has come."""
        return self.course.state

    @property
    def opened(self) -> DispatchOpened | None:
        """What was said at its opening."""
        body = self.opening.body if self.opening is not None else None
        return body if isinstance(body, DispatchOpened) else None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, facility by facility."""
        return tuple(line for lines in self.called.values() for line in lines)


def dispatches(standing: Standing, facts: Sequence[Fact]) -> tuple[Dispatch, ...]:
    """Every dispatch that anything was said of, the latest opening last."""
    return standing.once("dispatches", lambda: _dispatches(standing, facts))


def dispatch_of(standing: Standing, facts: Sequence[Fact], code: str) -> Dispatch:
    """One dispatch as it stands; one that nobody opened is ``unopened``."""
    found = next((one for one in dispatches(standing, facts) if one.dispatch == code), None)
    return found or Dispatch(code, None, follow(DISPATCH, ()))


def running(standing: Standing, facts: Sequence[Fact], *, office: str) -> Dispatch | None:
    """The dispatch of one detachment that is open now, the latest of several."""
    opened = [one for one in of_office(standing, facts, office) if one.state == "open"]
    return opened[-1] if opened else None


def of_office(standing: Standing, facts: Sequence[Fact], office: str) -> tuple[Dispatch, ...]:
    """The dispatches that one detachment opened, the latest last."""
    every = dispatches(standing, facts)
    return tuple(one for one in every if one.opening is not None and one.opening.facility == office)


def persons_of(body: object) -> frozenset[str]:
    """Who is named as having done an act."""
    names = ("chaired_by", "recorded_by", "signed_by")
    return frozenset(one for name in names if (one := getattr(body, name, None)))


def _dispatches(standing: Standing, facts: Sequence[Fact]) -> tuple[Dispatch, ...]:
    said: dict[str, list[Step]] = {}
    for act, name in ROWS.items():
        for number in standing.events(name).fact.tolist():
            fact = facts[number]
            step = Step(act, persons_of(fact.body) | {fact.actor}, fact)
            said.setdefault(getattr(fact.body, "dispatch", ""), []).append(step)
    called = _called(standing, facts)
    assigned: dict[tuple[str, str, str], list[Assignment]] = {}
    for one in assignments(standing, facts):
        if one.said is not None and one.said.origin == "dispatch" and one.said.of and one.said.line:
            assigned.setdefault((one.said.of, one.facility, one.said.line), []).append(one)
    found = [_dispatch(code, steps, called.get(code, {}), assigned) for code, steps in said.items()]
    return tuple(sorted(found, key=_when))


def _dispatch(
    code: str, steps: Sequence[Step], called: dict[str, AgendaDrawn],
    assigned: dict[tuple[str, str, str], list[Assignment]],
) -> Dispatch:  # fmt: skip
    course = follow(DISPATCH, steps)
    answers: dict[tuple[str, str], list[Fact]] = {}
    noted: dict[tuple[str, str], Fact] = {}
    for step in course.taken:
        body = step.fact.body
        if isinstance(body, LineAnswered):
            answers.setdefault((step.fact.facility, body.line), []).append(step.fact)
        elif isinstance(body, LineNoted):
            noted[step.fact.facility, body.line] = step.fact
    opening = course.last("open")
    return Dispatch(
        code, opening.fact if opening else None, course,
        {
            facility: tuple(
                Line(
                    facility, line, tuple(answers.get((facility, line.line), ())),
                    noted.get((facility, line.line)), tuple(assigned.get((code, facility, line.line), ())),
                )
                for line in drawn.lines
            )
            for facility, drawn in called.items()
        },
    )  # fmt: skip


def _called(standing: Standing, facts: Sequence[Fact]) -> dict[str, dict[str, AgendaDrawn]]:
    found: dict[str, dict[str, AgendaDrawn]] = {}
    for number in standing.events("dispatched").fact.tolist():
        fact = facts[number]
        if isinstance(fact.body, AgendaDrawn):
            found.setdefault(fact.body.dispatch, {})[fact.facility] = fact.body
    return found


def _when(one: Dispatch) -> tuple[float, str]:
    return (one.opening.occurred.timestamp() if one.opening else 0.0, one.dispatch)
