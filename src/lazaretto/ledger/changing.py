"""What was said since an entry of the log that somebody has seen: how much, and what asks for an eye."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from lazaretto.ledger import rows

Remark = Literal["late", "replaces", "disputed"]


class Remarkable(NamedTuple):
    """A fact that replaces an earlier one, contradicts others, or was stated on a later day than it was."""

    fact: UUID
    facility: str
    position: int
    entry: int
    kind: str
    occurred: datetime
    recorded: datetime
    replaces: UUID | None
    disputed: bool
    late: bool


class ErasedSince(NamedTuple):
    """How many facts of a house were erased under a rule, and when the last of them was."""

    facility: str
    rule: str
    facts: int
    last: datetime


_NEW = """
    SELECT f.facility, count(*) FROM ledger_entry e JOIN ledger_fact f ON f.id = e.fact
    WHERE e.index >= %s AND split_part(f.kind, '/', 1) <> ALL (%s::text[]) GROUP BY 1 ORDER BY 2 DESC, 1
"""
_FOUND = """
    SELECT * FROM (
        SELECT f.id, f.facility, f.position, e.index AS entry, f.kind, f.occurred, f.recorded, f.replaces,
               EXISTS (SELECT FROM ledger_dispute d WHERE d.fact = f.id) AS disputed,
               (f.recorded AT TIME ZONE %s)::date > (f.occurred AT TIME ZONE %s)::date AS late
        FROM ledger_entry e JOIN ledger_fact f ON f.id = e.fact
        WHERE e.index >= %s AND split_part(f.kind, '/', 1) <> ALL (%s::text[])) found
"""
_WHERE = {"late": "late", "replaces": "replaces IS NOT NULL", "disputed": "disputed"}


def new_since(first: int, *, without: Sequence[str]) -> dict[str, int]:
    """How many facts each house in the caller's scope stated from an entry on. without: kinds left out."""
    return {str(house): int(count) for house, count in rows.run(_NEW, [first, list(without)]).fetchall()}


def remarkable(
    remark: Remark, first: int, *, zone: str, without: Sequence[str], most: int
) -> tuple[int, list[Remarkable]]:
    """How many facts since an entry are so, and the newest of them. zone: whose days are counted."""
    given = [zone, zone, first, list(without)]
    found = f"{_FOUND} WHERE {_WHERE[remark]}"
    (count,) = rows.run(f"SELECT count(*) FROM ({found}) every", given).fetchone() or (0,)  # noqa: S608
    lines = rows.run(f"{found} ORDER BY entry DESC LIMIT %s", [*given, most]).fetchall()
    return int(count), [Remarkable(*line) for line in lines]


def erased_since(since: datetime | None) -> list[ErasedSince]:
    """What was erased in the caller's scope since an instant; None: ever."""
    query = """
        SELECT x.facility, x.rule, count(*), max(x.erased) FROM ledger_erasure x
        WHERE %s::timestamptz IS NULL OR x.erased > %s GROUP BY 1, 2 ORDER BY 4 DESC
    """
    return [ErasedSince(*row) for row in rows.run(query, [since, since]).fetchall()]
