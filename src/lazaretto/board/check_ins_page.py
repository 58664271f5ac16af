"""The staff of a house in isolation: today's check-ins, what was said last, and who rises to the top."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

import numpy as np

from lazaretto.board.houses import House
from lazaretto.facts.duty import CheckedIn
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import at_local, instant, local_day, seconds
from lazaretto.obligations.away import away, away_on
from lazaretto.obligations.checking_in import CheckInSlot, slots
from lazaretto.obligations.force import InForce
from lazaretto.obligations.outbreaks import in_outbreak
from lazaretto.obligations.owed import Status
from lazaretto.obligations.rostering.force import pattern_in_force, ruling_document
from lazaretto.obligations.strength import strength
from lazaretto.protocol.document import Refrain
from lazaretto.registers.duty import PHASES
from lazaretto.registers.standing import Standing

State = Literal["unwell", "missed", "late", "open", "met", "quiet"]
_ORDER: tuple[State, ...] = ("unwell", "missed", "late", "open", "met", "quiet")
ISOLATING = PHASES.index("C")
AT_HOME = "isolates_at_home_in_outbreak"


@dataclass(frozen=True, slots=True)
class Said:
    """A check-in as it was stated. by: who stated it."""

    fact: str
    at: datetime
    by: str
    body: CheckedIn


@dataclass(frozen=True, slots=True)
class Isolating:
    """Somebody in isolation. until: the last day by the pattern; None: not known. slots: of today.

    state: the gravest of what is owed and said today; ``quiet`` where nothing is owed.
    """

    person: str
    since: datetime | None
    until: date | None
    slots: tuple[CheckInSlot, ...]
    said: Said | None
    state: State


@dataclass(frozen=True, slots=True)
class CheckInsPage:
    """The isolating staff of a house, the gravest first. outbreak: the county has one, so nobody is at home.

    erased: rules under which check-ins of today's slots are gone.
    """

    house: House
    at: datetime
    today: date
    people: tuple[Isolating, ...]
    outbreak: bool
    erased: tuple[str, ...]


def check_ins_page(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], house: House
) -> CheckInsPage:
    """The page of one house at the standing's instant."""
    today = local_day(instant(standing.at), zone=house.zone)
    start, end = (seconds(at_local(today + timedelta(days=n), time(), zone=house.zone)) for n in (0, 1))
    owed: dict[str, list[CheckInSlot]] = {}
    for slot in slots(standing, forces=forces, facility=house.number, start=start, end=end):
        owed.setdefault(slot.person, []).append(slot)
    said = _said(standing, facts)
    people = [
        _isolating(person, since, until, tuple(owed.get(person, ())), said.get(person), start)
        for person, (since, until) in _who(standing, forces, house, today).items()
    ]
    gone = standing.during("erased", start, end)
    gone = gone.where(gone.facility == house.number)
    return CheckInsPage(
        house=house, at=instant(standing.at), today=today, outbreak=_outbreak(standing, forces, house),
        people=tuple(sorted(people, key=lambda one: (_ORDER.index(one.state), one.person))),
        erased=tuple(sorted({standing.names.name(int(rule)) for rule in gone.aux})),
    )  # fmt: skip


def _who(
    standing: Standing, forces: Sequence[InForce], house: House, today: date
) -> dict[str, tuple[datetime | None, date | None]]:
    """Who is in isolation, since when and until which day: in phase C, or away as isolated."""
    absences = away(standing)
    found: dict[str, tuple[datetime | None, date | None]] = {}
    for key in strength(standing, house.number):
        absence = away_on(absences.get(key, ()), today)
        if absence is not None and absence.cause == "isolated":
            found[standing.names.name(key)] = (None, absence.last)
    protocol = ruling_document(forces, standing.at)
    phases = standing.phases.at(standing.at)
    phases = phases.where((phases.value == ISOLATING) & (phases.facility == house.number))
    for key, start in zip(phases.key.tolist(), phases.start.tolist(), strict=True):
        since = local_day(instant(start), zone=house.zone)
        pattern = pattern_in_force(standing, protocol, house.code, since) if protocol else None
        days = [step.days for step in pattern.phases if step.phase == "C"] if pattern else []
        last = since + timedelta(days=days[0]) if days else None
        found[standing.names.name(key)] = (instant(start), last)
    return found


def _isolating(
    person: str, since: datetime | None, until: date | None, owed: tuple[CheckInSlot, ...],
    said: Said | None, start: int,
) -> Isolating:  # fmt: skip
    states: list[State] = [_state(slot) for slot in owed if not slot.ahead]
    if said is not None and seconds(said.at) >= start and (not said.body.well or said.body.symptoms):
        states.append("unwell")
    return Isolating(person, since, until, owed, said, min(states, key=_ORDER.index, default="quiet"))


def _state(slot: CheckInSlot) -> State:
    if slot.status in (Status.MET, Status.EXCUSED):
        return "met"
    return {Status.OPEN: "open", Status.LATE: "late"}.get(slot.status, "missed")  # type: ignore[return-value]


def _said(standing: Standing, facts: Sequence[Fact]) -> dict[str, Said]:
    """The latest check-in of each."""
    rows, found = standing.events("checked_in"), {}
    latest = dict(zip(rows.key.tolist(), rows.fact.tolist(), strict=True))
    for number in latest.values():
        fact = facts[number]
        if isinstance(fact.body, CheckedIn):
            found[fact.body.person] = Said(str(fact.id), fact.occurred, fact.actor, fact.body)
    return found


def _outbreak(standing: Standing, forces: Sequence[InForce], house: House) -> bool:
    """Whether the county of the house has an outbreak, by the numbers of the document in force."""
    for force in forces:
        for clause in force.protocol.clauses if force.since <= standing.at < force.until else ():
            if isinstance(clause.duty, Refrain) and clause.duty.condition == AT_HOME:
                here, now = np.array([house.number], np.int64), np.array([standing.at], np.int64)
                return bool(in_outbreak(standing, here, now, **clause.duty.settings)[0])
    return False
