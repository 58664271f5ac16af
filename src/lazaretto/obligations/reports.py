"""A day's report as a matter: drawn up, signed by another person, corrected as often as it must be (M37)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Literal

import numpy as np

from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.facts.reports import ReportDrawn, ReportReturned, ReportSigned
from lazaretto.obligations.force import InForce
from lazaretto.obligations.machine import Course, Machine, Step, follow
from lazaretto.obligations.submitting import asked
from lazaretto.registers.standing import Standing

# signed in time or late; owed, overdue, never; nothing asked; not asked yet
ReportState = Literal["signed", "late", "open", "overdue", "missing", "unasked", "ahead"]

REPORT = Machine(
    name="report",
    start="unwritten",
    states=("unwritten", "drawn", "returned", "signed", "correcting", "correction_returned"),
    acts={"draw": ReportDrawn, "sign": ReportSigned, "send_back": ReportReturned},
    moves={
        ("unwritten", "draw"): "drawn",
        ("drawn", "draw"): "drawn",
        ("drawn", "sign"): "signed",
        ("drawn", "send_back"): "returned",
        ("returned", "draw"): "drawn",
        ("signed", "draw"): "correcting",
        ("correcting", "draw"): "correcting",
        ("correcting", "sign"): "signed",
        ("correcting", "send_back"): "correction_returned",
        ("correction_returned", "draw"): "correcting",
    },
    apart=(("draw", "sign"), ("draw", "send_back")),
    anew=frozenset({"draw"}),
)
_ACTS = {kind: act for act, kind in REPORT.acts.items()}


def courses(standing: Standing, facts: Sequence[Fact], facility: str) -> dict[date, Course]:
    """How far each day's report of a facility (at the office: of its city) has come, by day."""
    said, found = standing.events("report_said"), dict[date, list[Step]]()
    here = said.facility == standing.facilities.find(facility)
    for number in np.unique(said.fact[here]).tolist():
        day, step = _step(facts[number])
        found.setdefault(day, []).append(step)
    return {day: follow(REPORT, found[day]) for day in sorted(found)}


def course_of(standing: Standing, facts: Sequence[Fact], facility: str, day: date) -> Course:
    """How far one day's report has come; at the start where nobody drew it up."""
    said = standing.events("report_said")
    mine = said.key == standing.names.find(f"{facility}|{day.isoformat()}")
    return follow(REPORT, [_step(facts[number])[1] for number in np.unique(said.fact[mine]).tolist()])


def day_state(
    standing: Standing, forces: Sequence[InForce], course: Course, *, facility: str, zone: str, day: date
) -> tuple[ReportState, datetime | None]:
    """How a day's report stands against the clock, and until when it is asked for; None: nothing asks."""
    number = standing.facilities.find(facility)
    found = asked(standing, forces, number, zone, day, evidence="report_signed")
    first = next((step.at for step, _ in signatures(course)), None)
    if found is None:
        return ("unasked" if first is None else "signed"), None
    opens, due, gone = found
    if first is not None:
        state: ReportState = "signed" if first < due else "late"
    elif standing.at < opens:
        state = "ahead"
    else:
        state = "missing" if standing.at >= gone else "overdue" if standing.at >= due else "open"
    return state, instant(due)


def drawn(course: Course) -> ReportDrawn | None:
    """What was drawn up last; None where nothing was."""
    step = course.last("draw")
    return step.fact.body if step is not None and isinstance(step.fact.body, ReportDrawn) else None


def signatures(course: Course) -> Iterator[tuple[Step, ReportSigned]]:
    """Every version that was signed in its turn, the first one first."""
    for step in course.taken:
        if isinstance(step.fact.body, ReportSigned):
            yield step, step.fact.body


def signed(course: Course) -> ReportSigned | None:
    """The version that stands; None where none was signed."""
    found = [body for _, body in signatures(course)]
    return found[-1] if found else None


def next_number(course: Course) -> int:
    """The number that the next version gets; one that was drawn up and not signed gives its number on."""
    standing_one = signed(course)
    return 1 if standing_one is None else standing_one.number + 1


def _step(fact: Fact) -> tuple[date, Step]:
    body = fact.body
    if not isinstance(body, ReportDrawn | ReportSigned | ReportReturned):
        raise TypeError(f"{type(body).__name__} says nothing of a report")
    persons = {fact.actor, body.signed_by} if isinstance(body, ReportSigned) else {fact.actor}
    return body.day, Step(_ACTS[type(body)], frozenset(persons), fact)
