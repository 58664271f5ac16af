"""A facility's day, closed by a person: what the record says of each line, and what was submitted.

A line is counted from midnight to the instant of the submission, as known then: what is learned later
changes nothing about what could be read. ``held`` is of that instant; the others are of the day so far.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, get_args

import numpy as np

from lazaretto.facts.command import LogLine, LogOf, LogReopened, LogSubmitted
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number, instant, local_days, seconds
from lazaretto.obligations.days import DEFAULT_ZONE, slot_instants
from lazaretto.obligations.force import InForce, at_level
from lazaretto.protocol.document import Deadline, Recurring
from lazaretto.registers.custody import ADMITTED, TRANSFERRED_IN
from lazaretto.registers.events import Columns
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS

LINES: tuple[LogOf, ...] = get_args(LogOf)
CAME = (ADMITTED, TRANSFERRED_IN)
MINUTE = 60
# in time, after its time, still owed, never; reopened and not submitted again; nothing asked; not yet asked
DayState = Literal["submitted", "late", "open", "missing", "reopened", "unasked", "ahead"]


@dataclass(frozen=True, slots=True)
class Submission:
    """One submission of a day. amended: what differs from the one before it, as (line, before, now).

    reopened: when, by whom and why it stands no longer.
    """

    number: int
    at: datetime
    by: str
    incidents: int
    lines: tuple[LogLine, ...]
    fact: int
    amended: tuple[tuple[LogOf, int | None, int | None], ...] = ()
    reopened: tuple[datetime, str, str] | None = None

    @property
    def explained(self) -> tuple[LogLine, ...]:
        """Lines of which it was said why they are another number than the record's."""
        return tuple(line for line in self.lines if line.because)


@dataclass(frozen=True, slots=True)
class Closing:
    """How a day of a facility stands. due: until when it is asked for; None where nothing asks."""

    day: date
    state: DayState
    due: datetime | None
    submissions: tuple[Submission, ...]

    @property
    def standing(self) -> Submission | None:
        """The submission that counts; None where there is none, or the last was reopened."""
        last = self.submissions[-1] if self.submissions else None
        return last if last is not None and last.reopened is None else None

    @property
    def number(self) -> int:
        """The number that the next submission gets."""
        return max((one.number for one in self.submissions), default=0) + 1


def counted_lines(
    standing: Standing, *, facility: int, zone: str, day: date, fever: int | None
) -> dict[LogOf, int]:
    """What the record says of a day at the standing's instant. fever: tenths of a degree (None: no limit)."""
    period = local_days(day, zone=zone)
    start, end = seconds(period.start), min(seconds(period.end or period.start), standing.at + 1)

    def of(name: str) -> Columns:
        rows = standing.during(name, start, end)
        return rows.where(rows.facility == facility)

    placed, warm, found = of("placed"), of("temperature"), of("result")
    roll = standing.on_roll.at(max(end - 1, start))
    positive = (found.value == RESULTS.index("positive")) & (found.aux == 1)
    apart = np.concatenate([of("isolated").key, of("isolation_ordered").key])
    return {
        "held": int((roll.facility == facility).sum()),
        "admitted": int(np.isin(placed.aux, CAME).sum()),
        "left": len(of("unplaced")),
        "temperatures": len(warm),
        "fevers": 0 if fever is None else _people(warm.where(warm.value >= fever)),
        "symptoms": _people(of("symptoms")),
        "swabbed": _people(of("sampled")),
        "positives": _people(found.where(positive)),
        "disinfections": len(of("disinfected")),
        "isolated": len(np.unique(apart)),
        "incidents": len(of("incident_opened")),
    }


def _people(rows: Columns) -> int:
    return len(np.unique(rows.key))


def fever_line(forces: Sequence[InForce], *, at: int) -> int | None:
    """From which temperature on the documents in force at an instant ask for something, in tenths."""
    asked = [
        clause.duty.trigger_at_least
        for force in forces
        if force.since <= at < force.until
        for clause in force.protocol.clauses
        if isinstance(clause.duty, Deadline) and clause.duty.trigger == "temperature"
    ]
    return min((one for one in asked if one is not None), default=None)


def closings(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], facility: int,
    days: Sequence[date],
) -> tuple[Closing, ...]:  # fmt: skip
    """How each of these days of a facility stands, in the order given."""
    said = _submissions(standing, facts, facility)
    zone = standing.zones.get(facility, DEFAULT_ZONE)
    return tuple(
        _closing(standing, forces, facility, zone, day, said.get(day_number(day), ())) for day in days
    )


def _closing(
    standing: Standing, forces: Sequence[InForce], facility: int, zone: str, day: date,
    said: tuple[Submission, ...],
) -> Closing:  # fmt: skip
    found = asked(standing, forces, facility, zone, day, evidence="log_submitted")
    if found is None:
        state: DayState = "submitted" if said else "unasked"
        return Closing(day, _reopened(said) or state, None, said)
    opens, due, gone = found
    first = seconds(said[0].at) if said else None
    if first is not None:
        state = "submitted" if first < due else "late" if first < gone else "missing"
    elif standing.at < opens:
        state = "ahead"
    else:
        state = "missing" if standing.at >= gone else "open"
    return Closing(day, _reopened(said) or state, instant(due), said)


def _reopened(said: tuple[Submission, ...]) -> DayState | None:
    return "reopened" if said and said[-1].reopened is not None else None


def asked(
    standing: Standing, forces: Sequence[InForce], facility: int, zone: str, day: date, *, evidence: str
) -> tuple[int, int, int] | None:
    """(opens, due, missing from) of what a clause asks of a facility once a day; None where none binds."""
    where = np.array([facility], np.int64)
    for force in reversed(forces):
        for clause in force.protocol.clauses:
            duty = clause.duty
            if not isinstance(duty, Recurring) or duty.evidence != evidence:
                continue
            opens, due = slot_instants(day, duty.slots[-1].opens, duty.slots[-1].closes, zone=zone)
            level = at_level(clause, standing=standing, facility=where, instants=np.array([opens]))
            if force.since <= opens < force.until and level[0]:
                return opens, due, due + duty.grace * MINUTE
    return None


def _submissions(
    standing: Standing, facts: Sequence[Fact], facility: int
) -> dict[int, tuple[Submission, ...]]:
    """Every submission of a facility, by day number, in order of time."""
    rows, again = standing.events("log_submitted"), standing.events("log_reopened")
    rows, again = rows.where(rows.facility == facility), again.where(again.facility == facility)
    found: dict[int, list[Submission]] = {}
    for day, number in zip(rows.value.tolist(), rows.fact.tolist(), strict=True):
        fact = facts[number]
        if isinstance(fact.body, LogSubmitted):
            before = found.setdefault(day, [])
            before.append(_submission(fact, number, fact.body, before[-1] if before else None))
    opened = [
        (day, facts[number]) for day, number in zip(again.value.tolist(), again.fact.tolist(), strict=True)
    ]
    return {day: tuple(_with_reopening(one, day, opened) for one in said) for day, said in found.items()}


def _submission(fact: Fact, number: int, body: LogSubmitted, before: Submission | None) -> Submission:
    amended = () if before is None else _amended(before.lines, body.lines)
    return Submission(body.number, fact.occurred, fact.actor, body.incidents, body.lines, number, amended)


def _amended(
    before: Sequence[LogLine], now: Sequence[LogLine]
) -> tuple[tuple[LogOf, int | None, int | None], ...]:
    """The lines of which another number was stated the second time; None: the line was not there."""
    old, new = ({line.of: line.count for line in lines} for lines in (before, now))
    return tuple((of, old.get(of), new.get(of)) for of in LINES if old.get(of) != new.get(of))


def _with_reopening(one: Submission, day: int, opened: Sequence[tuple[int, Fact]]) -> Submission:
    for of, fact in opened:
        body = fact.body
        mine = isinstance(body, LogReopened) and (of, body.number) == (day, one.number)
        if isinstance(body, LogReopened) and mine and fact.occurred >= one.at:
            return replace(one, reopened=(fact.occurred, fact.actor, body.reason))
    return one
