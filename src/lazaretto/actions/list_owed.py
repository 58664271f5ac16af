"""List obligations and findings one by one, as programs want them, in scope."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from lazaretto.access.actor import Actor
from lazaretto.actions.open_board import families_of
from lazaretto.actions.viewing import View, view
from lazaretto.actions.withholding import kept_from
from lazaretto.obligations.owed import Finding, Obligation, Status
from lazaretto.registers.record import Record

MOST = 1_000


@dataclass(frozen=True, slots=True)
class Asked:
    """Which obligations. Everything that is None is not asked about."""

    facility: str | None = None
    clause: str | None = None
    subject: str | None = None
    statuses: Collection[Status] | None = None


def list_obligations(
    asked: Asked, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, skip: int = 0, limit: int = 100, record: Record | None = None,
) -> list[Obligation]:  # fmt: skip
    """Obligations of the day around ``at``, in the document's order, after the first ``skip``.

    Raises :class:`Refused` outside the scope.
    """
    seen = _seen(asked.facility, actor, now, at, known_at, record)
    return list(islice(_obligations(seen, asked, actor), skip, skip + min(limit, MOST)))


def list_findings(
    facility: str | None = None, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, skip: int = 0, limit: int = 100, record: Record | None = None,
) -> list[Finding]:  # fmt: skip
    """Findings of the day around ``at`` by time, after the first ``skip``. Raises :class:`Refused`."""
    seen = _seen(facility, actor, now, at, known_at, record)
    every = seen.keeping("findings", lambda: seen.assessment.findings(facility=None))
    hidden, mine = _hidden(seen, actor), kept_from(actor, seen.standing)
    found = (
        f
        for f in every
        if f.facility in actor.scope and facility in (None, f.facility) and f.rule not in hidden
        and f.subject not in mine
    )  # fmt: skip
    return list(islice(found, skip, skip + min(limit, MOST)))


def _seen(
    facility: str | None, actor: Actor, now: datetime, at: datetime | None, known_at: datetime | None,
    record: Record | None,
) -> View:  # fmt: skip
    actor.require("read_board", facility=facility)
    return view(now=now, at=at, known_at=known_at, record=record)


def _obligations(seen: View, asked: Asked, actor: Actor) -> Iterator[Obligation]:
    hidden, mine = _hidden(seen, actor), kept_from(actor, seen.standing)
    codes = [asked.facility] if asked.facility else [h.code for h in seen.houses(actor.scope)]
    if asked.subject is not None and asked.subject not in seen.standing.names:
        return
    for code in codes:
        for owed in seen.assessment.obligations(
            facility=code, clause=asked.clause, subject=asked.subject, statuses=asked.statuses
        ):
            if owed.clause not in hidden and owed.facility in actor.scope and owed.subject not in mine:
                yield owed


def _hidden(seen: View, actor: Actor) -> frozenset[str]:
    """Clauses and rules that a role which reads no records does not see."""
    if actor.may("read_person"):
        return frozenset()
    families = families_of(actor)
    clauses = {c.id: c.family for force in seen.forces for c in force.protocol.clauses}
    rules = {problem.rule for problem in seen.assessment.problems}
    return frozenset({c for c, family in clauses.items() if family not in families} | rules)
