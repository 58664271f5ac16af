"""Pages of facts, in each facility's own order: what a program copies or an inspector leafs through.

A page is keyed by (facility, position). Positions have no gap and become visible in order, so a
reader that asks for one facility and keeps the cursor never misses a fact.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from psycopg import Cursor

from lazaretto.facts.fact import Fact
from lazaretto.ledger import rows

MOST = 500


class Place(NamedTuple):
    """Where a page ended: after this position of this facility."""

    facility: str
    position: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which facts: of these facilities (None: all in scope), kinds, subject, period, as known at.

    kinds: ``gate.entered`` or a whole family, ``gate``. without: kinds that are left out, as no page tells
    that they are there. occurred in ``[since, until)``.
    """

    facilities: Sequence[str] | None = None
    kinds: Sequence[str] = ()
    without: Sequence[str] = ()
    subject: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    known_at: datetime | None = None


class Line(NamedTuple):
    """One fact. canonical: its bytes, None where a rule erased them; said_by: the fact that says so.

    replaced_by: the fact that corrected or withdrew it, as far as it was known. node: the one that first held
    it; received: when it came here from there, None where it was first held here.
    """

    id: UUID
    facility: str
    position: int
    kind: str
    occurred: datetime
    recorded: datetime
    canonical: bytes | None
    erased_by: str | None
    replaced_by: UUID | None
    node: str
    received: datetime | None
    said_by: UUID | None


_QUERY = """
    SELECT f.id, f.facility, f.position, f.kind, f.occurred, f.recorded, p.canonical, e.rule,
           (SELECT r.id FROM ledger_fact r WHERE r.replaces = f.id AND r.facility = f.facility
               AND (%(known)s::timestamptz IS NULL OR coalesce(r.received, r.recorded) <= %(known)s)
             ORDER BY r.recorded, r.id LIMIT 1),
           f.node, f.received, e.said_by
      FROM ledger_fact f
      LEFT JOIN ledger_payload p ON p.fact = f.id
      LEFT JOIN ledger_erasure e ON e.fact = f.id
     WHERE (f.facility, f.position) > (%(facility)s, %(position)s)
       AND (%(houses)s::text[] IS NULL OR f.facility = ANY (%(houses)s))
       AND (%(kinds)s::text[] IS NULL OR split_part(f.kind, '/', 1) = ANY (%(kinds)s)
            OR split_part(f.kind, '.', 1) = ANY (%(kinds)s))
       AND split_part(f.kind, '/', 1) <> ALL (%(without)s::text[])
       AND (%(since)s::timestamptz IS NULL OR f.occurred >= %(since)s)
       AND (%(until)s::timestamptz IS NULL OR f.occurred < %(until)s)
       AND (%(known)s::timestamptz IS NULL OR coalesce(f.received, f.recorded) <= %(known)s)
       AND (%(subject)s::text IS NULL
            OR f.id IN (SELECT m.fact FROM ledger_mention m WHERE m.subject = %(subject)s))
     ORDER BY f.facility, f.position
     LIMIT %(limit)s
"""


def page(wanted: Wanted, *, after: Place | None, limit: int) -> list[Line]:
    """Up to ``limit`` facts (at most :data:`MOST`) after a place; inside the caller's scope only."""
    facility, position = after or Place("", 0)
    found: list[tuple[Any, ...]] = _run(
        {
            "facility": facility, "position": position, "subject": wanted.subject,
            "houses": None if wanted.facilities is None else list(wanted.facilities),
            "kinds": list(wanted.kinds) or None, "without": list(wanted.without),
            "since": wanted.since, "until": wanted.until, "known": wanted.known_at, "limit": min(limit, MOST),
        }
    )  # fmt: skip
    return [Line(*row) for row in found]


def kept(ids: Iterable[UUID]) -> dict[UUID, Fact]:
    """The facts of these ids as their words are kept, inside the caller's scope; no erased ones."""
    return rows.said(ids)


def _run(values: dict[str, Any]) -> list[tuple[Any, ...]]:
    connection.ensure_connection()
    return Cursor(connection.connection).execute(_QUERY, values).fetchall()


def disputes(*, facility: str | None = None) -> dict[UUID, tuple[str, ...]]:
    """Facts that contradict others and the rules they break, in the caller's scope."""
    connection.ensure_connection()
    query = "SELECT fact, array_agg(rule ORDER BY rule) FROM ledger_dispute"
    where = " WHERE facility = %(facility)s" if facility is not None else ""
    found = Cursor(connection.connection).execute(query + where + " GROUP BY fact", {"facility": facility})
    return {fact: tuple(rules) for fact, rules in found}


def counts(subject: str, *, without: Sequence[str] = ()) -> list[tuple[str, str, int, datetime, datetime]]:
    """What mentions a person in the caller's scope: kind, facility, how many facts, the first, the last.

    What was erased mentions nobody.
    """
    connection.ensure_connection()
    found = Cursor(connection.connection).execute(
        "SELECT split_part(f.kind, '/', 1), f.facility, count(*), min(f.occurred), max(f.occurred)"
        " FROM ledger_mention m JOIN ledger_fact f ON f.id = m.fact"
        " WHERE m.subject = %s AND split_part(f.kind, '/', 1) <> ALL (%s::text[]) GROUP BY 1, 2"
        " ORDER BY 1, 2",
        [subject, list(without)],
    )
    return list(found.fetchall())
