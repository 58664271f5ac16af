"""Every exception at the gates in a stretch of days, on one page: what passed, who let it, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import numpy as np

from lazaretto.board.entries import Step, step_of
from lazaretto.board.houses import House
from lazaretto.facts.command import Level
from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import (
    Category,
    EmergencyDeclared,
    EmergencyEnded,
    Entered,
    Overridden,
    OverrideReported,
    Refused,
    Zone,
)
from lazaretto.facts.periods import Period, instant, local_days, seconds
from lazaretto.obligations.approving import Approval
from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.obligations.days import day_ends, local_day_numbers
from lazaretto.obligations.entries import approvals
from lazaretto.obligations.force import InForce
from lazaretto.obligations.strength import masked, staff
from lazaretto.registers.command import LEVELS
from lazaretto.registers.events import Columns, Ints
from lazaretto.registers.spans import value_at
from lazaretto.registers.standing import Standing

Lack = Literal["none", "leader_alone"]  # what was wrong with the leave of an entry
_CLOSED = [LEVELS.index("closed"), LEVELS.index("outbreak")]


@dataclass(frozen=True, slots=True)
class OverrideLine:
    """A named override: who or what, by whom, why, and when it was reported upward by whom.

    due: the end of its day. state: reported in time, late, still owed today, or missed.
    """

    override: str
    facility: str
    category: Category
    subject: str
    masked: str | None
    authority: str
    reason: str
    at: datetime
    stated_by: str
    due: datetime
    reported_at: datetime | None
    reported_by: str | None
    state: Literal["met", "late", "owed", "missed"]


@dataclass(frozen=True, slots=True)
class ClosedEntry:
    """Something that came in while the house was closed, or without leave: on what, by whom, why.

    steps: who approved it. lack: what its leave lacked, None where it lacked nothing.
    """

    facility: str
    category: Category
    subject: str
    masked: str | None
    zone: Zone
    at: datetime
    level: Level
    basis: str | None
    purpose: str | None
    steps: tuple[Step, ...]
    override: bool
    lack: Lack | None
    against: bool


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """Somebody or something that was turned away at a gate, and why."""

    facility: str
    category: Category
    subject: str
    masked: str | None
    at: datetime
    reason: str
    officer: str


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """A request that was denied or withdrawn, by whom and why."""

    facility: str
    approval: str
    category: Category
    subject: str
    masked: str | None
    purpose: str
    step: Step


@dataclass(frozen=True, slots=True)
class EmergencyLine:
    """When no rule held anybody back: why, by whom, from when to when; ended None: it runs."""

    emergency: str
    facility: str
    cause: str
    declared_by: str
    words: str | None
    at: datetime
    ended: datetime | None
    ended_by: str | None


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Every exception at these gates between two days, the last included.

    may_report: the houses of whose overrides the reader may state that they were reported.
    """

    at: datetime
    known_at: datetime
    zone: str
    first: date
    last: date
    houses: tuple[House, ...]
    overrides: tuple[OverrideLine, ...]
    entries: tuple[ClosedEntry, ...]
    turned_away: tuple[TurnedAway, ...]
    not_allowed: tuple[NotAllowed, ...]
    emergencies: tuple[EmergencyLine, ...]
    may_report: frozenset[str] = frozenset()

    @property
    def unreported(self) -> int:
        """How many overrides nobody has reported upward."""
        return sum(line.reported_at is None for line in self.overrides)

    @property
    def unfounded(self) -> int:
        """How many entries lacked their leave."""
        return sum(line.lack is not None for line in self.entries)


def exceptions(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], houses: Sequence[House],
    first: date, last: date, zone: str, known_at: datetime,
) -> Exceptions:  # fmt: skip
    """The exceptions of these houses on the local days from ``first`` to ``last``."""
    days = (last - first).days + 1
    period = local_days(first, count=days, zone=zone)
    found = _Found(standing, facts, forces, [house.number for house in houses], period)
    return Exceptions(
        at=instant(standing.at), known_at=known_at, zone=zone, first=first, last=last,
        houses=tuple(houses), overrides=tuple(sorted(found.overrides(), key=_unreported_first)),
        entries=tuple(sorted(found.entries(), key=lambda one: (one.lack is None, -one.at.timestamp()))),
        turned_away=tuple(found.turned_away())[::-1], not_allowed=tuple(found.not_allowed())[::-1],
        emergencies=tuple(found.emergencies())[::-1],
    )  # fmt: skip


def _unreported_first(one: OverrideLine) -> tuple[bool, float]:
    return one.reported_at is not None, -one.at.timestamp()


class _Found:
    """What the registers hold of one stretch, house by house."""

    def __init__(
        self, standing: Standing, facts: Sequence[Fact], forces: Sequence[InForce], houses: Sequence[int],
        period: Period,
    ) -> None:  # fmt: skip
        self.standing, self.facts, self.forces = standing, facts, forces
        self.houses = np.array(houses, np.int64)
        self.start = seconds(period.start)
        self.end = min(seconds(period.end) if period.end else standing.at, standing.at + 1)

    def overrides(self) -> Iterator[OverrideLine]:
        """Each override with whether it was reported by the end of its day."""
        rows, reported = self._during("overridden"), self._reports()
        due = day_ends(
            self.standing, rows.facility, local_day_numbers(self.standing, rows.facility, rows.occurred)
        )
        for number, end in zip(rows.fact.tolist(), due.tolist(), strict=True):
            fact, body = self.facts[number], self.facts[number].body
            if isinstance(body, Overridden):
                said = reported.get((fact.facility, body.override))
                yield OverrideLine(
                    body.override, fact.facility, body.category, body.subject, self._masked(body.subject),
                    body.authority, body.reason, fact.occurred, fact.actor, instant(end),
                    said.occurred if said else None, said.actor if said else None, self._reporting(said, end),
                )  # fmt: skip

    def entries(self) -> Iterator[ClosedEntry]:
        """What came in on no roster while its house was closed; without leave or against a check, always."""
        entered, basis = self._during("entered"), self._during("entered_on")
        level = value_at(self.standing.levels, entered.facility, entered.occurred, default=0)
        without, alone, against = (
            np.isin(entered.fact, self._breaching(name))
            for name in ("entry_without_approval", "entered_while_closed", "entered_against_verdict")
        )
        roster = basis.value == self.standing.names.find("roster")
        chosen = np.flatnonzero((np.isin(level, _CLOSED) & ~roster) | without | against)
        approved = self._approved(basis.value[chosen])
        overrides = set(self.standing.events("overridden").key.tolist())
        for row in chosen.tolist():
            fact, key = self.facts[int(entered.fact[row])], int(basis.value[row])
            body = fact.body
            if isinstance(body, Entered):
                one = approved.get(key)
                closed_by_leader = bool(alone[row]) and int(level[row]) in _CLOSED
                yield ClosedEntry(
                    fact.facility, body.category, body.subject, self._masked(body.subject), body.zone,
                    fact.occurred, LEVELS[int(level[row])], body.basis, one.body.purpose if one else None,
                    tuple(step_of(said) for said in one.given) if one else (), key in overrides,
                    "none" if without[row] else "leader_alone" if closed_by_leader else None,
                    bool(against[row]),
                )  # fmt: skip

    def turned_away(self) -> Iterator[TurnedAway]:
        """Each refusal at a gate."""
        for number in self._during("entry_refused").fact.tolist():
            fact, body = self.facts[number], self.facts[number].body
            if isinstance(body, Refused):
                yield TurnedAway(
                    fact.facility, body.category, body.subject, self._masked(body.subject), fact.occurred,
                    body.reason, fact.actor,
                )  # fmt: skip

    def not_allowed(self) -> Iterator[NotAllowed]:
        """Each request that was denied or withdrawn in the stretch."""
        asked = self.standing.events("entry_requested")
        said = [self._during(name).key for name in ("entry_denied", "entry_withdrawn")]
        rows = asked.where(np.isin(asked.key, np.concatenate(said)) & np.isin(asked.facility, self.houses))
        for one in self._approvals(rows):
            if one.ended is not None and self.start <= one.ended.at < self.end:
                yield NotAllowed(
                    one.request.facility, one.body.approval, one.body.category, one.body.subject,
                    self._masked(one.body.subject), one.body.purpose, step_of(one.ended),
                )  # fmt: skip

    def emergencies(self) -> Iterator[EmergencyLine]:
        """Each emergency that ran in the stretch."""
        runs = self.standing.emergencies.touching(self.start, self.end)
        runs = runs.where(np.isin(runs.key, self.houses))
        ends = {
            (self.facts[n].facility, int(self.facts[n].occurred.timestamp())): self.facts[n]
            for n in self.standing.events("emergency_ended").fact.tolist()
        }
        for number, end in zip(runs.fact.tolist(), runs.end.tolist(), strict=True):
            fact, body = self.facts[number], self.facts[number].body
            if isinstance(body, EmergencyDeclared):
                over = ends.get((fact.facility, end))
                ended = over.body if over else None
                yield EmergencyLine(
                    body.emergency, fact.facility, body.cause, body.declared_by, body.words, fact.occurred,
                    over.occurred if over else None,
                    ended.ended_by if isinstance(ended, EmergencyEnded) else None,
                )  # fmt: skip

    def _during(self, name: str) -> Columns:
        rows = self.standing.during(name, self.start, self.end)
        return rows.where(np.isin(rows.facility, self.houses))

    def _reports(self) -> dict[tuple[str, str], Fact]:
        """The first report of each override."""
        found: dict[tuple[str, str], Fact] = {}
        for number in self.standing.events("override_reported").fact.tolist():
            fact = self.facts[number]
            if isinstance(fact.body, OverrideReported):
                found.setdefault((fact.facility, fact.body.override), fact)
        return found

    def _reporting(self, said: Fact | None, due: int) -> Literal["met", "late", "owed", "missed"]:
        if said is not None:
            return "met" if seconds(said.occurred) < due else "late"
        return "owed" if self.standing.at < due else "missed"

    def _breaching(self, condition: str) -> Ints:
        """The facts of entries that a condition finds in the stretch, whether or not a clause asks for it."""
        found = CONDITIONS[condition].find(self.standing, {}, self.start, self.end)
        return found.fact

    def _approved(self, keys: Ints) -> dict[int, Approval]:
        rows = self.standing.events("entry_requested")
        rows = rows.where(np.isin(rows.key, keys))
        return dict(zip(rows.key.tolist(), self._approvals(rows), strict=True))

    def _approvals(self, rows: Columns) -> tuple[Approval, ...]:
        return approvals(self.standing, facts=self.facts, forces=self.forces, asked=rows)

    def _masked(self, subject: str) -> str | None:
        return masked(self.facts, staff(self.standing).get(self.standing.names.find(subject)))
