"""Trace a person's contacts: never without a reason, and logged as a read of the person."""

from dataclasses import dataclass
from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.reading_log import NOWHERE, log_read
from lazaretto.actions.viewing import View, view
from lazaretto.board.houses import zone_of
from lazaretto.facts.case import Company
from lazaretto.facts.periods import seconds
from lazaretto.obligations.immunity import asked_for
from lazaretto.obligations.incidents import running
from lazaretto.registers.record import Record
from lazaretto.tracing.following import CLOSE
from lazaretto.tracing.telling import Traced, began, numbers, trace, whereabouts

DEEPEST = 3  # degrees that a page can still draw; the interface for programs draws nothing and may ask more
USUAL = 14  # days, where no protocol in force says how far to look back
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: None and empty stand for what the protocol says."""

    since: datetime | None = None
    until: datetime | None = None
    depth: int = 2
    least: int = 0
    companies: tuple[Company, ...] = ()


_USUAL = Question()


@dataclass(frozen=True, slots=True)
class ContactsPage:
    """The answer, with the clock of the person's house and the incident for which it is asked, if it runs.

    facility, place: where the person is now, or was last.
    """

    traced: Traced
    facility: str
    place: str | None
    zone: str
    at: datetime
    known_at: datetime
    incident: str | None = None
    incident_house: str | None = None


def trace_contacts(
    person: str, *, actor: Actor, reason: str, now: datetime, asked: Question = _USUAL,
    incident: str | None = None, at: datetime | None = None, known_at: datetime | None = None,
    record: Record | None = None,
) -> ContactsPage:  # fmt: skip
    """Who was near a person, as far as the actor's scope goes; others as a number.

    incident: one that runs in scope. Raises :class:`Refused` without a reason, for a window that ends
    before it begins, and for somebody who was never held, on duty or let in at a facility in scope; that
    refusal is the same whether or not such a person exists elsewhere. A refused attempt is logged too.
    """
    actor.require("read_person")
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house, place = whereabouts(seen.standing, [person])[person]
    if house is None or house not in actor.scope:
        log_read(actor=actor, subject=person[:64], facility=NOWHERE, reason=reason, at=now, outcome="refused")
        raise Refused("not_in_record", what=person)
    log_read(actor=actor, subject=person, facility=house, reason=reason, at=now)
    houses = seen.houses(actor.scope)
    traced = _traced(seen, person, asked, {one.code for one in houses}, everywhere=actor.scope.everywhere)
    code, of = _running(seen, incident, actor)
    return ContactsPage(
        traced, house, place, zone_of([one for one in houses if one.code == house]), seen.at,
        now if known_at is None else known_at, code, of,
    )  # fmt: skip


def _traced(seen: View, person: str, asked: Question, scope: set[str], *, everywhere: bool) -> Traced:
    standing = seen.standing
    said = numbers(seen.forces, standing.at)
    days = said.window or USUAL
    first = began(standing, standing.names.find(person), days=days)
    since = (
        (standing.at if first is None else first) - days * _DAY
        if asked.since is None
        else seconds(asked.since)
    )
    until = standing.at if asked.until is None else min(seconds(asked.until), standing.at)
    if until < since:
        raise Refused("malformed", why="`until` lies before `since`")
    return trace(
        standing, person=person, since=since, until=until, depth=max(1, asked.depth),
        companies=asked.companies or CLOSE, least=max(0, asked.least), said=said, seen=scope,
        everywhere=everywhere, since_when=first, asking=asked_for(seen.forces, at=standing.at),
    )  # fmt: skip


def _running(seen: View, incident: str | None, actor: Actor) -> tuple[str | None, str | None]:
    """The incident if it runs at a facility in scope, and that facility."""
    standing = seen.standing
    rows = running(standing).at(standing.at)
    rows = rows.where(rows.key == standing.names.find(incident or ""))
    houses = [standing.facilities.name(number) for number in rows.facility.tolist()]
    mine = next((house for house in houses if house in actor.scope), None)
    return (incident, mine) if mine else (None, None)
