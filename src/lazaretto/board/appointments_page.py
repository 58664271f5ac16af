"""Appointments with the law and the family: what has no time yet, the days, clashes, deadlines (H4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import combinations

import numpy as np

from lazaretto.board.houses import House
from lazaretto.facts.appointments import AppointmentSet, Legal
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, local_day, seconds
from lazaretto.obligations.appointments import AWAITED, Appointment, appointments
from lazaretto.obligations.climbing import asked, binding
from lazaretto.obligations.force import InForce
from lazaretto.obligations.groups import LAST
from lazaretto.protocol.document import Clause, Deadline
from lazaretto.registers.appointments import NEEDS, SORTS
from lazaretto.registers.spans import Spans, spans
from lazaretto.registers.standing import Standing

MINUTE = 60
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Clash:
    """Another appointment at the same time, with the same room or the same person."""

    other: str
    same: str


@dataclass(frozen=True, slots=True)
class AppointmentLine:
    """One appointment. state: of its machine, or ``due`` and ``overdue`` of one that is set.

    due: by when the law wants it held, from when it was asked for; None where it names no time.
    layer: the leg of quarantine that the person is in now; None: in none. interpreter: the person needs one.
    acts: what may be said of it next, by somebody.
    """

    house: House
    code: str
    person: str
    sort: Legal
    state: str
    fixed: AppointmentSet | None
    due: datetime | None
    overdue: bool
    layer: int | None
    interpreter: bool
    clashes: tuple[Clash, ...]
    acts: tuple[str, ...]
    appointment: Appointment

    @property
    def starts(self) -> datetime | None:
        """When it is, or was."""
        return self.fixed.starts if self.fixed is not None else None

    @property
    def uninterpreted(self) -> bool:
        """Whether the person needs an interpreter and none is named for it."""
        return self.interpreter and self.fixed is not None and self.fixed.interpreter is None


@dataclass(frozen=True, slots=True)
class Term:
    """Until when the law lets a person be held; days: left, negative when past."""

    person: str
    until: date
    days: int


@dataclass(frozen=True, slots=True)
class AppointmentsPage:
    """The appointments of a house. waiting: without a time, or past it; days: each day with what is set."""

    house: House
    at: datetime
    today: date
    waiting: tuple[AppointmentLine, ...]
    days: tuple[tuple[date, tuple[AppointmentLine, ...]], ...]
    terms: tuple[Term, ...]
    every: tuple[AppointmentLine, ...]

    @property
    def overdue(self) -> int:
        """How many are past the law's time or their own."""
        return sum(line.overdue for line in self.every)

    @property
    def clashing(self) -> int:
        """How many clash with another."""
        return sum(bool(line.clashes) for line in self.every)


def appointments_page(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], house: House, first: date,
    count: int,
) -> AppointmentsPage:  # fmt: skip
    """Of one house, with ``count`` local days from ``first`` on."""
    layers, interpreted = _layers(standing), _interpreted(standing)
    lines = [
        _line(one, house, tuple(forces), standing.at, layers.get(one.person), one.person in interpreted)
        for one in appointments(standing, facts, house.code)
    ]
    lines = _with_clashes(lines)
    today = local_day(instant(standing.at), zone=house.zone)
    waiting = [line for line in lines if line.overdue or line.state in AWAITED - {"set"}]
    days = []
    for day in (first + timedelta(days=n) for n in range(count)):
        mine = [line for line in lines if line.starts and local_day(line.starts, zone=house.zone) == day]
        days.append((day, tuple(sorted(mine, key=_start))))
    return AppointmentsPage(
        house, instant(standing.at), today, tuple(sorted(waiting, key=_press)), tuple(days),
        _terms(standing, house, today), tuple(lines),
    )  # fmt: skip


def _start(line: AppointmentLine) -> tuple[int, str]:
    return seconds(line.starts) if line.starts else 0, line.code


def _press(line: AppointmentLine) -> tuple[bool, int, str]:
    return not line.overdue, seconds(line.due) if line.due else 2**62, line.code


def _line(
    one: Appointment, house: House, forces: tuple[InForce, ...], now: int, layer: int | None,
    interpreter: bool,
) -> AppointmentLine:  # fmt: skip
    state = one.course.state
    due = _due(one, binding(forces, now)) if state in AWAITED else None
    overdue = due is not None and due <= now
    if state == "set" and one.fixed is not None:
        starts = seconds(one.fixed.starts)
        if now >= starts:
            said_by = starts + (one.fixed.minutes + _leeway(binding(forces, now))) * MINUTE
            over = now >= said_by
            state, overdue = ("overdue" if over else "due"), overdue or over
    return AppointmentLine(
        house, one.code, one.person, one.sort, state, one.fixed, instant(due) if due is not None else None,
        overdue, layer, interpreter, (), one.course.open, one,
    )  # fmt: skip


def _leeway(clauses: Iterable[Clause]) -> int:
    """Minutes after its end in which what came of an appointment can still be said in time."""
    given = (
        clause.duty.leeway
        for clause in clauses
        if isinstance(clause.duty, Deadline) and clause.duty.trigger == "appointment_set"
    )
    return min(given, default=0)


def _due(one: Appointment, clauses: Iterable[Clause]) -> int | None:
    """By when the law wants it held: from when it was asked for, as the strictest clause says."""
    began = one.course.last("ask")
    value = SORTS.index(one.sort)
    terms = [
        clause.duty.within
        for clause in clauses
        if isinstance(clause.duty, Deadline) and clause.duty.within is not None
        and clause.duty.trigger == "appointment_asked" and asked(clause.duty, value)
    ]  # fmt: skip
    return began.at + min(terms) * MINUTE if began is not None and terms else None


def _with_clashes(lines: list[AppointmentLine]) -> list[AppointmentLine]:
    """Those that are to come, each with what stands at the same time in its room or with its person."""
    coming = [line for line in lines if line.state in ("set", "due") and line.fixed is not None]
    found: dict[str, list[Clash]] = {}
    for one, other in combinations(coming, 2):
        if not _at_once(one, other):
            continue
        if one.person == other.person:
            found.setdefault(one.code, []).append(Clash(other.code, "person"))
            found.setdefault(other.code, []).append(Clash(one.code, "person"))
        elif one.fixed and other.fixed and one.fixed.room and one.fixed.room == other.fixed.room:
            found.setdefault(one.code, []).append(Clash(other.code, "room"))
            found.setdefault(other.code, []).append(Clash(one.code, "room"))
    return [replace(line, clashes=tuple(found.get(line.code, ()))) for line in lines]


def _at_once(one: AppointmentLine, other: AppointmentLine) -> bool:
    if one.fixed is None or other.fixed is None:
        return False
    begins, begun = seconds(one.fixed.starts), seconds(other.fixed.starts)
    return begins < begun + other.fixed.minutes * MINUTE and begun < begins + one.fixed.minutes * MINUTE


def _layers(standing: Standing) -> dict[str, int]:
    """Who is in which leg of quarantine now."""
    legs = standing.legs.at(standing.at)
    legs = legs.where(legs.value <= LAST)
    return {
        standing.names.name(key): layer
        for key, layer in zip(legs.key.tolist(), legs.value.tolist(), strict=True)
    }


def _interpreted(standing: Standing) -> frozenset[str]:
    """Who needs an interpreter now."""
    said, over = standing.events("need_stated"), standing.events("need_ended")
    number = NEEDS.index("interpreter")
    needing: Spans = spans(said.where(said.value == number), over.where(over.value == number))
    return frozenset(map(standing.names.name, needing.at(standing.at).key.tolist()))


def _terms(standing: Standing, house: House, today: date) -> tuple[Term, ...]:
    """The deadlines of custody of the people here, the nearest first."""
    present = standing.present.at(standing.at)
    here = present.key[present.facility == house.number]
    rows = standing.events("deadline")
    rows = rows.where(np.isin(rows.key, here))
    latest = dict(zip(rows.key.tolist(), rows.value.tolist(), strict=True))  # the last paper that says
    until = {standing.names.name(key): _EPOCH + timedelta(days=day) for key, day in latest.items()}
    found = [Term(person, day, (day - today).days) for person, day in until.items()]
    return tuple(sorted(found, key=lambda term: (term.until, term.person)))
