"""Erase the check-ins whose time is over: by a person's press, or by the daily command (M27).

Nothing depends on when this is done: what is due is derived whenever somebody looks, and a check-in that
is still held is found. What stays is the envelope and the leaf: that somebody said something, then, there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.recording import INSTANTS
from lazaretto.actions.viewing import View, view
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.facts.record import Retracted
from lazaretto.ledger.erasing import CONSOLE, erase
from lazaretto.ledger.transacting import written
from lazaretto.obligations.keeping_check_ins import Retention, kept_until, retention

ACTS = ("state:duty.checked_in", "read_person")  # of whoever may erase: they may see and state check-ins


@dataclass(frozen=True, slots=True)
class DueCheckIn:
    """A check-in whose time is over. since: the instant from which it must be gone."""

    fact: UUID
    facility: str
    person: str
    said: datetime
    since: datetime


@dataclass(frozen=True, slots=True)
class DueList:
    """What is to be erased now, by which rule and number of days; no rule: no document in force says so."""

    at: datetime
    retention: Retention | None
    due: tuple[DueCheckIn, ...]


def list_due_check_ins(
    facilities: Sequence[str] | None, *, actor: Actor, now: datetime, at: datetime | None = None
) -> DueList:
    """The check-ins of these facilities (None: all in scope) whose time is over, the oldest first.

    Corrected and withdrawn ones too: their words are held as well. Raises :class:`Refused` outside the scope.
    """
    for act in ACTS:
        actor.require(act)
    for facility in facilities or ():
        actor.require(ACTS[0], facility=facility)
    seen = view(now=now, at=at)
    houses = seen.houses(actor.scope if facilities is None else facilities)
    return due_list(seen, [house.code for house in houses])


def due_list(seen: View, facilities: Sequence[str]) -> DueList:
    """The same of a view, of facilities that the reader may see."""
    standing, record = seen.standing, seen.record
    rule = retention(seen.forces, standing.at)
    if rule is None:
        return DueList(seen.at, None, ())
    rows = record.columns()["checked_in"]
    rows = rows.where(rows.occurred <= standing.at)
    until = kept_until(standing, rows, days=rule.days)
    names, houses = record.names, record.facilities
    found = [
        DueCheckIn(record.facts[fact].id, houses.name(house), names.name(key), instant(said), instant(since))
        for fact, house, key, said, since in zip(
            *(c.tolist() for c in (rows.fact, rows.facility, rows.key, rows.occurred, until)), strict=True
        )
        if since <= standing.at and houses.name(house) in facilities
    ]
    return DueList(seen.at, rule, tuple(sorted(found, key=lambda one: (one.since, one.said))))


def erase_check_ins(
    facilities: Sequence[str] | None, *, actor: Actor, now: datetime, device: str = CONSOLE
) -> list[UUID]:
    """Erase them, with what withdrew any of them, and state that they are gone; the ids that were erased now.

    Raises :class:`Refused` outside the scope, and ``no_retention`` where no document in force says when.
    """
    found = list_due_check_ins(facilities, actor=actor, now=now)
    if found.retention is None:
        raise Refused("no_retention")
    rule, ids = found.retention.rule, [one.fact for one in found.due]
    if not ids:
        return []
    ids += _withdrawals(view(now=now).record.facts, set(ids))
    moment = INSTANTS.one(now)
    return written(
        lambda: erase(ids, rule=rule, actor=actor.code, now=moment, device=device), scope=actor.scope
    )


def _withdrawals(facts: Sequence[Fact], erased: set[UUID]) -> list[UUID]:
    """The facts that withdrew one of these: their reasons speak of what is to be gone."""
    return [fact.id for fact in facts if isinstance(fact.body, Retracted) and fact.body.fact in erased]
