"""The three fixed of a house as a page: task by task its post, person, deputy and duty; what is doubtful.

A person is held against today's strength and absences, the roster in force, the passes that their post
asks for, and the gate's register. A task is covered where its person or its deputy is beyond doubt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from lazaretto.board.houses import House
from lazaretto.board.rosters import posts_set
from lazaretto.facts.duty import Fixed, Fixing, PostSet
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, local_day
from lazaretto.obligations.away import away, away_on
from lazaretto.obligations.force import InForce
from lazaretto.obligations.rostering.force import published, ruling_document, turns_on
from lazaretto.obligations.strength import Member, masked, staff, strength
from lazaretto.obligations.training import Passes, needed_by, passes
from lazaretto.protocol.document import Procedure, Protocol, Task
from lazaretto.registers.duty import INSIDE_PHASES, PHASES
from lazaretto.registers.standing import Standing

# gone: no longer of this strength; away: cannot serve today; off: neither in A nor in B today; untrained: a
# pass lacks that the post asks for; outside: the gate has not seen them come in
Doubt = Literal["gone", "away", "off", "untrained", "outside"]
LineState = Literal["blank", "uncovered", "deputed", "covered"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A person on a line, or one who may be put there. lacks: procedures without a pass good today."""

    person: str
    post: str | None
    masked: str | None
    phase: str | None
    doubts: tuple[Doubt, ...]
    lacks: tuple[Procedure, ...] = ()


@dataclass(frozen=True, slots=True)
class FixedLine:
    """One task with what was signed for it; ``fixing`` is None where nothing was: a blank."""

    task: Task
    fixing: Fixing | None
    title: str | None  # of the post, where the house set it
    person: Checked | None
    deputy: Checked | None
    state: LineState


@dataclass(frozen=True, slots=True)
class FixedPage:
    """A house's three fixed. matrix: as it was signed last, by whom, when; None: never.

    people: who may be put on a line today; posts: those that the house stands.
    """

    house: House
    at: datetime
    today: date
    matrix: str | None
    signed_by: str | None
    signed_at: datetime | None
    lines: tuple[FixedLine, ...]
    people: tuple[Checked, ...]
    posts: tuple[PostSet, ...]

    @property
    def blanks(self) -> int:
        """Tasks that are nobody's."""
        return sum(line.state == "blank" for line in self.lines)

    @property
    def uncovered(self) -> int:
        """Tasks with neither a person nor a deputy beyond doubt."""
        return sum(line.state == "uncovered" for line in self.lines)


def fixed_page(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], house: House
) -> FixedPage:
    """The page at the standing's instant. Without a document that names tasks it has no lines."""
    signed = _signed(standing, facts, house)
    body = signed.body if signed is not None and isinstance(signed.body, Fixed) else None
    document = ruling_document(forces, standing.at)
    posts = tuple(held.body for held in posts_set(standing, facts, house.code) if held.body.watches)
    checking = _Checking(standing, facts, document, house)
    said = {row.task: row for row in body.rows} if body is not None else {}
    titles = {post.post: post for post in posts}
    return FixedPage(
        house=house, at=instant(standing.at), today=checking.today,
        matrix=body.matrix if body else None, signed_by=body.signed_by if body else None,
        signed_at=signed.occurred if signed is not None else None,
        lines=tuple(_line(task, said.get(task.id), titles, checking) for task in _tasks(document)),
        people=checking.people(), posts=posts,
    )  # fmt: skip


def _tasks(document: Protocol | None) -> tuple[Task, ...]:
    return document.tasks if document is not None else ()


def _signed(standing: Standing, facts: Sequence[Fact], house: House) -> Fact | None:
    rows = standing.events("matrix_signed")
    mine = rows.fact[rows.facility == house.number]
    return facts[int(mine[-1])] if len(mine) else None


def _line(
    task: Task, fixing: Fixing | None, titles: Mapping[str, PostSet], checking: "_Checking"
) -> FixedLine:
    if fixing is None:
        return FixedLine(task, None, None, None, None, "blank")
    post = titles.get(fixing.post)
    person = checking.of(fixing.person, post)
    deputy = checking.of(fixing.deputy, post) if fixing.deputy else None
    state: LineState = "covered" if not person.doubts else "uncovered"
    if person.doubts and deputy is not None and not deputy.doubts:
        state = "deputed"
    return FixedLine(task, fixing, post.title if post else None, person, deputy, state)


class _Checking:
    """What people are held against, read once for all lines."""

    def __init__(
        self, standing: Standing, facts: Sequence[Fact], document: Protocol | None, house: House
    ) -> None:
        self._standing, self._facts, self._document = standing, facts, document
        self.today = local_day(instant(standing.at), zone=house.zone)
        self._serving = set(strength(standing, house.number))
        self._known: Mapping[int, Member] = staff(standing)
        self._passes: Passes = passes(standing, document) if document is not None else {}
        self._turns = turns_on(standing, facts, house.code, self.today)
        self._planned = len(published(standing, house.code)) > 0 and bool(self._turns)
        phases = standing.phases.at(standing.at)
        self._phases = dict(zip(phases.key.tolist(), phases.value.tolist(), strict=True))
        there = standing.inside.at(standing.at)
        self._there = set(there.key[there.facility == house.number].tolist())

    def people(self) -> tuple[Checked, ...]:
        """Who serves here and can serve today, those in A or B first, by number."""
        found = [self.of(self._standing.names.name(key), None) for key in self._serving]
        fit = [one for one in found if "away" not in one.doubts]
        return tuple(sorted(fit, key=lambda one: ("off" in one.doubts, one.person)))

    def of(self, person: str, post: PostSet | None) -> Checked:
        """A person, held against everything; ``post``: what it asks for besides."""
        key = self._standing.names.find(person)
        member = self._known.get(key)
        phase, lacks = self._phase(person, key), self._lacking(person, member, post)
        held: dict[Doubt, bool] = {
            "gone": key not in self._serving,
            "away": away_on(away(self._standing).get(key, ()), self.today) is not None,
            "off": phase not in INSIDE_PHASES if self._planned else phase == "C",
            "untrained": bool(lacks),
            "outside": key not in self._there,
        }
        return Checked(
            person, member.post if member else None, masked(self._facts, member), phase,
            tuple(name for name, holds in held.items() if holds), lacks,
        )  # fmt: skip

    def _phase(self, person: str, key: int) -> str | None:
        """By the roster in force; where none is, the phase that was stepped into last."""
        if self._planned:
            turn = self._turns.get(person)
            return turn.phase if turn is not None else None
        running = self._phases.get(key)
        return PHASES[running] if running is not None else None

    def _lacking(self, person: str, member: Member | None, post: PostSet | None) -> tuple[Procedure, ...]:
        if self._document is None:
            return ()
        needed = needed_by(self._document, member.post) if member is not None else ()
        besides = [
            one
            for one in self._document.procedures
            if post is not None and one.id in post.procedures and one not in needed
        ]
        good = self._passes.get(person, {})
        return tuple(one for one in (*needed, *besides) if one.id not in good or good[one.id] < self.today)
