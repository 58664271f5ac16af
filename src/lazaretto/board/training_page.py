"""Training of a house as a page: who may do what until when, what runs out soon, whom it keeps off a post."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from lazaretto.board.houses import House
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, local_day
from lazaretto.facts.training import SessionHeld
from lazaretto.obligations.force import InForce
from lazaretto.obligations.rostering.force import ruling_document
from lazaretto.obligations.strength import masked, staff, strength
from lazaretto.obligations.training import Passes, needed_by, passes
from lazaretto.protocol.document import Procedure, Protocol
from lazaretto.registers.standing import Standing

SOON = 30  # days ahead that the list of passes running out looks
SESSIONS = 20  # of the list, the latest first
# good; soon: runs out within SOON days; over: ran out; failed: not passed when last assessed; never: not
# assessed yet
PassState = Literal["good", "soon", "over", "failed", "never"]
_BARRING: tuple[PassState, ...] = ("over", "failed", "never")


@dataclass(frozen=True, slots=True)
class Pass:
    """One person and one procedure. needed: their sort of staff needs it. until: the last good day."""

    procedure: Procedure
    state: PassState
    needed: bool
    until: date | None = None

    @property
    def bars(self) -> bool:
        """Whether it keeps its person from being rostered."""
        return self.needed and self.state in _BARRING


@dataclass(frozen=True, slots=True)
class Trained:
    """A member of staff with what they may do, in the order of the procedures."""

    person: str
    post: str
    masked: str | None
    passes: tuple[Pass, ...]

    @property
    def barred(self) -> tuple[Procedure, ...]:
        """Procedures for want of which they cannot be rostered."""
        return tuple(one.procedure for one in self.passes if one.bars)

    @property
    def soonest(self) -> date:
        """The first day on which a pass that they need is no longer good; long ago where one lacks."""
        last = [one.until or date.min for one in self.passes if one.needed]
        return min(last, default=date.max)


@dataclass(frozen=True, slots=True)
class Session:
    """A procedure that was taught: when, which, by whom, to how many, for how long."""

    at: datetime
    session: str
    procedure: Procedure | None
    code: str
    trainer: str
    persons: tuple[str, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class TrainingPage:
    """A house's training. running_out: passes that people need and that end within the days ahead."""

    house: House
    at: datetime
    today: date
    procedures: tuple[Procedure, ...]
    people: tuple[Trained, ...]
    sessions: tuple[Session, ...]
    soon: int = SOON

    @property
    def barred(self) -> tuple[Trained, ...]:
        """Who cannot be rostered for want of a pass."""
        return tuple(one for one in self.people if one.barred)

    @property
    def running_out(self) -> tuple[tuple[Trained, Pass], ...]:
        """Passes that run out within the days ahead, the soonest first."""
        found = [
            (one, held) for one in self.people for held in one.passes if held.needed and held.state == "soon"
        ]
        return tuple(sorted(found, key=lambda pair: (pair[1].until or date.max, pair[0].person)))


def training_page(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], house: House
) -> TrainingPage:
    """The page at the standing's instant. Without a document that names procedures the grid is empty."""
    document = ruling_document(forces, standing.at)
    today = local_day(instant(standing.at), zone=house.zone)
    procedures = document.procedures if document is not None else ()
    people = _people(standing, facts, document, house, today) if document is not None else []
    return TrainingPage(
        house=house, at=instant(standing.at), today=today, procedures=procedures,
        people=tuple(sorted(people, key=lambda one: (one.soonest, one.person))),
        sessions=_sessions(standing, facts, house, {one.id: one for one in procedures}),
    )  # fmt: skip


def _people(
    standing: Standing, facts: Sequence[Fact], document: Protocol, house: House, today: date
) -> list[Trained]:
    held, failed, known = passes(standing, document), _assessed(standing), staff(standing)
    found = []
    for key in strength(standing, house.number):
        member = known.get(key)
        if member is None:
            continue
        person, needed = standing.names.name(key), set(needed_by(document, member.post))
        found.append(
            Trained(
                person, member.post, masked(facts, member),
                tuple(
                    _pass(one, one in needed, person, held, failed, today) for one in document.procedures
                ),
            )
        )  # fmt: skip
    return found


def _assessed(standing: Standing) -> set[tuple[str, str]]:
    """Who was ever assessed in what."""
    rows, names = standing.events("assessed"), standing.names
    pairs = zip(rows.key.tolist(), rows.value.tolist(), strict=True)
    return {(names.name(person), names.name(procedure)) for person, procedure in pairs}


def _pass(
    procedure: Procedure, needed: bool, person: str, held: Passes, assessed: set[tuple[str, str]], today: date
) -> Pass:
    until = held.get(person, {}).get(procedure.id)
    if until is None:
        state: PassState = "failed" if (person, procedure.id) in assessed else "never"
        return Pass(procedure, state, needed)
    if until < today:
        return Pass(procedure, "over", needed, until)
    return Pass(procedure, "soon" if until <= today + timedelta(days=SOON) else "good", needed, until)


def _sessions(
    standing: Standing, facts: Sequence[Fact], house: House, procedures: Mapping[str, Procedure]
) -> tuple[Session, ...]:
    rows = standing.events("taught")
    numbers = dict.fromkeys(rows.fact[rows.facility == house.number].tolist())
    found = []
    for number in list(numbers)[-SESSIONS:][::-1]:
        fact = facts[number]
        body = fact.body
        if isinstance(body, SessionHeld):
            found.append(
                Session(
                    fact.occurred, body.session, procedures.get(body.procedure), body.procedure, body.trainer,
                    body.persons, body.minutes,
                )
            )  # fmt: skip
    return tuple(found)
