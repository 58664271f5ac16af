"""Facts out: by facility, period, kind or subject, as known at an instant, page by page.

Everything here runs under the caller's scope: what lies outside it is not refused, it is not there.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from lazaretto.facts.fact import Fact
from lazaretto.ledger import querying
from lazaretto.ledger.querying import Query

LARGEST_PAGE = 1_000


class Erased(NamedTuple):
    """What stands in the place of erased words: under which rule, when, by whom."""

    rule: str
    at: datetime
    actor: str


class Entry(NamedTuple):
    """One line of the record. ``fact`` is None where the words were erased; the envelope stays.

    replaced_by: the first fact that corrects or retracts it, known at the instant asked for.
    disputes: the rules that it breaks.
    """

    id: UUID
    facility: str
    position: int
    kind: str
    occurred: datetime
    recorded: datetime
    actor: str
    device: str
    place: str | None
    leaf: bytes
    fact: Fact | None
    erased: Erased | None
    replaced_by: UUID | None
    disputes: tuple[str, ...]


class Page(NamedTuple):
    """Entries in order. ``following``: the position to go on after, None on the last page."""

    entries: tuple[Entry, ...]
    following: int | None


def facts_of(
    facility: str, *, after: int = 0, limit: int = 100, start: datetime | None = None,
    end: datetime | None = None, kinds: Sequence[str] = (), known_at: datetime | None = None,
) -> Page:  # fmt: skip
    """A facility's facts in the order of appending.

    start, end: what occurred in ``[start, end)``. kinds: ``custody.moved`` or a family, ``custody``.
    known_at: only what had been recorded by then, with the corrections known by then.
    """
    limit = max(1, min(limit, LARGEST_PAGE))
    query = Query(facility=facility, after=after, start=start, end=end, kinds=tuple(kinds), known_at=known_at)
    entries = _entries(query, order="position", limit=limit + 1)
    more = len(entries) > limit
    return Page(entries[:limit], entries[limit - 1].position if more else None)


def timeline(
    subject: str, *, start: datetime | None = None, end: datetime | None = None, kinds: Sequence[str] = (),
    known_at: datetime | None = None, limit: int = LARGEST_PAGE,
) -> tuple[Entry, ...]:  # fmt: skip
    """What is recorded about a person in the caller's scope, in the order in which it happened."""
    query = Query(subject=subject, start=start, end=end, kinds=tuple(kinds), known_at=known_at)
    return _entries(query, order="occurred", limit=limit)


def fact(fact_id: UUID, *, known_at: datetime | None = None) -> Entry | None:
    """One fact by its id, or None when it does not stand in the caller's scope."""
    found = _entries(Query(id=fact_id, known_at=known_at), order="position", limit=1)
    return found[0] if found else None


def disputed(*, facility: str | None = None, limit: int = LARGEST_PAGE) -> tuple[Entry, ...]:
    """Facts that contradict others, newest first."""
    return _entries(Query(facility=facility, disputed=True), order="newest", limit=limit)


def _entries(query: Query, *, order: querying.Order, limit: int) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            *row[:10],
            fact=said,
            erased=Erased(*erased) if erased[0] else None,
            replaced_by=by,
            disputes=rules,
        )
        for row, said, erased, by, rules in querying.select(query, order=order, limit=limit)
    )
