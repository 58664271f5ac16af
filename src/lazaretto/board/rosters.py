"""The rosters of a house as the record holds them: what was published, what was drafted, and its posts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

from lazaretto.facts.duty import PostSet, RosterDrafted, RosterPublished
from lazaretto.facts.fact import Body, Fact
from lazaretto.registers.standing import Standing

_Kind = TypeVar("_Kind", bound=Body)


@dataclass(frozen=True, slots=True)
class Held(Generic[_Kind]):
    """Something that was stated: what, by which fact, when, by whom."""

    body: _Kind
    fact: UUID
    at: datetime
    by: str


def published(standing: Standing, facts: Sequence[Fact], facility: str) -> tuple[Held[RosterPublished], ...]:
    """Every standing roster of a house that was published, the latest last."""
    return _held(standing, facts, facility, "roster_published", RosterPublished)


def drafted(standing: Standing, facts: Sequence[Fact], facility: str) -> tuple[Held[RosterDrafted], ...]:
    """Every standing draft of a house, the latest last."""
    return _held(standing, facts, facility, "roster_drafted", RosterDrafted)


def waiting(
    drafts: Sequence[Held[RosterDrafted]], rosters: Sequence[Held[RosterPublished]], *, today: date
) -> tuple[Held[RosterDrafted], ...]:
    """The drafts that nobody has signed yet and that reach beyond today, the latest last."""
    signed = {roster.body.draft for roster in rosters}
    return tuple(draft for draft in drafts if draft.body.roster not in signed and draft.body.last >= today)


def posts_set(standing: Standing, facts: Sequence[Fact], facility: str) -> tuple[Held[PostSet], ...]:
    """The posts of a house as they were last set, by their code; those stood no more are left in."""
    latest = {held.body.post: held for held in _held(standing, facts, facility, "post_set", PostSet)}
    return tuple(latest[post] for post in sorted(latest))


def _held(
    standing: Standing, facts: Sequence[Fact], facility: str, event: str, kind: type[_Kind]
) -> tuple[Held[_Kind], ...]:
    number = standing.facilities.find(facility)
    rows = standing.events(event)
    found = []
    for row in rows.fact[rows.facility == number].tolist():
        fact = facts[row]
        if isinstance(fact.body, kind):
            found.append(Held(fact.body, fact.id, fact.occurred, fact.actor))
    return tuple(found)
