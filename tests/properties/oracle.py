"""The same duties judged the plain way: person by person, loop by loop, without the code under test.

Written from ARCHITECTURE.md and the docstrings of `rules`. Shares with the house only the facts.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from lazaretto.facts import command, custody, hygiene, quarantine, testing
from lazaretto.facts.fact import Fact
from tests.properties.replacing import replaced
from tests.properties.worlds import PEOPLE

STARTS = (custody.Admitted, custody.TransferredIn, custody.CameBack)
ARRIVALS = (custody.Admitted, custody.TransferredIn)
PLACINGS = (*ARRIVALS, custody.Moved, custody.CameBack)
LEAVINGS = (custody.Released, custody.TransferredOut)
ENDS = (custody.Released, custody.TransferredOut, custody.WentOut)


class Owed(NamedTuple):
    """One obligation, as a reader with a pencil would write it down."""

    clause: str
    facility: str
    subject: str
    opens: datetime
    due: datetime
    missed_at: datetime
    status: str
    trigger: UUID | None
    answer: UUID | None


class Stretch(NamedTuple):
    """A person was present in a facility from one instant to another (None: still)."""

    facility: str
    start: datetime
    end: datetime | None

    def holds(self, start: datetime, end: datetime) -> bool:
        return self.start <= start and (self.end is None or end <= self.end)


class Pencil:
    """Facts as they stood at an instant and were known at another."""

    def __init__(self, facts: list[Fact], *, at: datetime, known_at: datetime, zone: str) -> None:
        known = [fact for fact in facts if fact.recorded <= known_at]
        gone = replaced(known)
        standing = [fact for fact in known if fact.occurred <= at and fact.id not in gone]
        self.facts = sorted(standing, key=lambda fact: (fact.occurred, fact.recorded, fact.id))
        self.at, self.zone = at, ZoneInfo(zone)
        strangers = {f.id for f in self.facts if self.said_by_a_stranger(f)}
        self.facts = [fact for fact in self.facts if fact.id not in strangers]

    def said_by_a_stranger(self, said: Fact) -> bool:
        """A leaving by another house than has the bed, a leg's end by one that neither began nor holds."""
        body, just_before = said.body, said.occurred - timedelta(seconds=1)
        if isinstance(body, LEAVINGS):
            return self.bed(body.person, just_before) not in (None, said.facility)
        if not isinstance(body, quarantine.LegEnded):
            return False
        starts = [
            *self.of(quarantine.LegStarted, body.person),
            *self.of(quarantine.ClockRestarted, body.person),
        ]
        begun = [f for f in starts if f.occurred <= just_before]
        if not begun or max(begun, key=lambda f: (f.occurred, f.recorded)).facility == said.facility:
            return False
        around = (just_before, said.occurred)
        return all(self.bed(body.person, moment, honest=True) != said.facility for moment in around)

    def bed(self, person: str, moment: datetime, *, honest: bool = False) -> str | None:
        """The house that has a person's bed; ``honest``: none, where the last arrival found them held."""
        steps = [f for kind in (*PLACINGS, *LEAVINGS) for f in self.of(kind, person) if f.occurred <= moment]
        steps.sort(key=lambda f: (f.occurred, isinstance(f.body, PLACINGS), f.recorded))
        placer = held = None
        doubled = False
        for step in steps:
            if isinstance(step.body, PLACINGS):
                doubled = held is not None and isinstance(step.body, ARRIVALS)
                placer = held = step.facility
            elif step.facility == placer or held is None:
                held = None
        return None if honest and doubled else held

    def present(self, person: str) -> list[Stretch]:
        steps = [f for f in self.facts if getattr(f.body, "person", None) == person]
        steps = [f for f in steps if isinstance(f.body, (*STARTS, *ENDS))]
        steps.sort(key=lambda f: (f.occurred, isinstance(f.body, STARTS)))  # at one instant ends come first
        found = []
        for number, step in enumerate(steps):
            if isinstance(step.body, STARTS):
                later = steps[number + 1].occurred if number + 1 < len(steps) else None
                if later != step.occurred:
                    found.append(Stretch(step.facility, step.occurred, later))
        return found

    def keeper(self, person: str, moment: datetime, otherwise: str) -> str:
        """The facility on whose roll a person is at an instant."""
        held = None
        kinds = (*STARTS, custody.Released, custody.TransferredOut)
        steps = [f for f in self.facts if isinstance(f.body, kinds) and f.body.person == person]
        steps.sort(key=lambda f: (f.occurred, isinstance(f.body, STARTS)))
        for step in steps:
            if step.occurred <= min(moment, self.at):
                held = step.facility if isinstance(step.body, STARTS) else None
        return held or otherwise

    def under_order(self, person: str, moment: datetime) -> bool:
        """A leg runs, or an order was made and neither a leg nor custody has ended since."""
        made = [f.occurred for f in self.of(quarantine.Ordered, person) if f.occurred <= moment]
        ends = (*self.of(quarantine.LegEnded, person), *self.of(custody.Released, person))
        over = [f.occurred for f in ends if f.occurred <= moment]
        if made and not (over and max(over) > max(made)):
            return True
        kinds = (quarantine.LegStarted, quarantine.LegEnded, custody.Released)
        steps = [f for kind in kinds for f in self.of(kind, person) if f.occurred <= moment]
        steps.sort(key=lambda f: (f.occurred, isinstance(f.body, quarantine.LegStarted), f.recorded, f.id))
        begun, running = 0, False
        for step in steps:
            if isinstance(step.body, quarantine.LegStarted):
                begun, running = step.body.layer, True
            elif isinstance(step.body, custody.Released) or (
                isinstance(step.body, quarantine.LegEnded) and step.body.layer == begun
            ):
                running = False
        return running

    def read(self, person: str) -> list[tuple[datetime, int, Fact]]:
        """(when, tenths, fact) of every reading of a person."""
        return [
            (fact.occurred, reading.celsius_tenths, fact)
            for fact in self.facts
            if isinstance(fact.body, hygiene.TemperaturesTaken)
            for reading in fact.body.readings
            if reading.person == person
        ]

    def of(self, kind: type, person: str) -> list[Fact]:
        return [
            f for f in self.facts if isinstance(f.body, kind) and getattr(f.body, "person", None) == person
        ]

    def level(self, facility: str, moment: datetime) -> str:
        said = "routine"
        for fact in self.facts:
            if isinstance(fact.body, command.LevelOrdered) and fact.facility == facility:
                said = fact.body.level if fact.occurred <= moment else said
        return said

    def local(self, day: datetime, clock: time) -> datetime:
        return datetime.combine(day.date(), clock, self.zone).astimezone(UTC)

    def status(
        self, due: datetime, missed_at: datetime, answer: datetime | None, *,
        lifted: datetime | None = None, excused: bool = False,
    ) -> str:  # fmt: skip
        if answer is not None and answer < due:
            return "MET"
        if lifted is not None and lifted < due and lifted <= self.at:
            return "EXCUSED"
        if answer is not None:
            return "LATE"
        if excused:
            return "EXCUSED"
        if self.at < due:
            return "OPEN"
        return "LATE" if self.at < missed_at else "MISSED"


def everything(pencil: Pencil, start: datetime, end: datetime, *, levels: tuple[str, ...]) -> set[Owed]:
    """What `rules.everything` asks for in a window, refrains left out. ``levels``: of the temperatures."""
    every = [
        *_temperatures(pencil, start, end, levels), *_fever(pencil), *_legs(pencil), *_rounds(pencil)
    ]  # fmt: skip
    return {owed for owed in every if owed.opens < end and start < owed.missed_at}


def _temperatures(pencil: Pencil, start: datetime, end: datetime, levels: tuple[str, ...]) -> Iterator[Owed]:
    day = start.astimezone(pencil.zone) - timedelta(days=2)
    while day < end + timedelta(days=2):
        for first, last in ((time(6), time(12)), (time(22), time(2))):
            opens = pencil.local(day, first)
            due = pencil.local(day if last > first else day + timedelta(days=1), last)
            for person in PEOPLE:
                yield from _slot(pencil, person, opens, due, levels)
        day += timedelta(days=1)


def _slot(
    pencil: Pencil, person: str, opens: datetime, due: datetime, levels: tuple[str, ...]
) -> Iterator[Owed]:
    missed_at = due + timedelta(hours=1)
    for stretch in pencil.present(person):
        if not stretch.holds(opens, due) or pencil.level(stretch.facility, opens) not in levels:
            continue
        read = [(when, fact) for when, _, fact in pencil.read(person) if opens <= when < missed_at]
        excuses = [f for f in pencil.of(hygiene.NotMeasured, person) if opens <= f.occurred < missed_at]
        when, fact = read[0] if read else (None, None)
        status = pencil.status(due, missed_at, when, excused=bool(excuses))
        yield Owed(
            "temperatures", stretch.facility, person, opens, due, missed_at, status, None,
            fact.id if fact else None,
        )  # fmt: skip


def _fever(pencil: Pencil) -> Iterator[Owed]:
    for person in PEOPLE:
        for opens, tenths, trigger in pencil.read(person):
            if tenths < 373:
                continue
            due, missed_at = opens + timedelta(minutes=60), opens + timedelta(minutes=90)
            after = [(w, f) for w, _, f in pencil.read(person) if opens < w < missed_at]
            lifted = _first(f for f in pencil.of(custody.Released, person) if f.occurred > opens)
            when, fact = after[0] if after else (None, None)
            status = pencil.status(due, missed_at, when, lifted=lifted)
            yield Owed(
                "fever_answered", pencil.keeper(person, opens, trigger.facility), person, opens, due,
                missed_at, status, trigger.id,
                fact.id if fact else None,
            )  # fmt: skip


def _legs(pencil: Pencil) -> Iterator[Owed]:
    for person in PEOPLE:
        swabs = [f for f in pencil.facts if isinstance(f.body, testing.Sampled) and person in f.body.members]
        for leg in pencil.of(quarantine.LegStarted, person):
            over = [*pencil.of(quarantine.LegEnded, person), *pencil.of(custody.Released, person)]
            lifted = _first(f for f in over if f.occurred > leg.occurred)
            for count in (1, 3):
                day = leg.occurred.astimezone(pencil.zone) + timedelta(days=count)
                opens, due = pencil.local(day, time()), pencil.local(day, time(18))
                missed_at = due + timedelta(minutes=120)
                if lifted is not None and lifted <= opens:
                    continue
                answers = [f for f in swabs if opens <= f.occurred < missed_at]
                status = pencil.status(due, missed_at, _first(answers), lifted=lifted)
                yield Owed(
                    "leg_tested", pencil.keeper(person, opens, leg.facility), person, opens, due,
                    missed_at, status, leg.id,
                    answers[0].id if answers else None,
                )  # fmt: skip


def _rounds(pencil: Pencil) -> Iterator[Owed]:
    for opening in pencil.facts:
        if not isinstance(opening.body, testing.RoundOpened):
            continue
        due = opening.body.closes
        missed_at = due + timedelta(hours=1)
        for person in opening.body.muster:
            answers = [
                f
                for f in pencil.facts
                if _covers(f, opening.body.round, person) and opening.occurred <= f.occurred < missed_at
            ]
            left = [*pencil.of(custody.Released, person), *pencil.of(custody.TransferredOut, person)]
            lifted = _first(f for f in left if f.occurred > opening.occurred)
            status = pencil.status(due, missed_at, _first(answers), lifted=lifted)
            yield Owed(
                "round_covered", opening.facility, person, opening.occurred, due, missed_at, status,
                opening.id,
                answers[0].id if answers else None,
            )  # fmt: skip


def _covers(fact: Fact, round_: str, person: str) -> bool:
    body = fact.body
    if isinstance(body, testing.Sampled):
        return body.round == round_ and person in body.members
    return isinstance(body, testing.Unsampled) and body.round == round_ and body.person == person


def _first(facts: Iterator[Fact] | list[Fact]) -> datetime | None:
    return min((fact.occurred for fact in facts), default=None)
