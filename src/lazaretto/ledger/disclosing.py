"""What the tables hold of one person, with what proves it: the facts about them, salts, places in the log."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from lazaretto.ledger import rows


class Line(NamedTuple):
    """One fact. entry: its index in the log, None where it has none yet.

    canonical, salt: None where they were erased under ``erased_by``. said_in: the entry of what says so.
    """

    id: UUID
    facility: str
    position: int
    entry: int | None
    kind: str
    occurred: datetime
    recorded: datetime
    leaf: bytes
    canonical: bytes | None
    salt: bytes | None
    erased_by: str | None
    said_in: int | None


# Whatever corrected, withdrew or was replaced by a fact about the person belongs to it, whomever it names.
_ABOUT = """
    WITH RECURSIVE about (fact) AS (
        SELECT m.fact FROM ledger_mention m WHERE m.subject = %s
        UNION
        SELECT o.fact FROM about a CROSS JOIN LATERAL (
            SELECT r.id AS fact FROM ledger_fact r WHERE r.replaces = a.fact
            UNION ALL SELECT f.replaces FROM ledger_fact f WHERE f.id = a.fact AND f.replaces IS NOT NULL) o)
    SELECT f.id, f.facility, f.position, e.index, f.kind, f.occurred, f.recorded, f.leaf,
           p.canonical, p.salt, x.rule, s.index
    FROM about a JOIN ledger_fact f ON f.id = a.fact
    LEFT JOIN ledger_entry e ON e.fact = f.id LEFT JOIN ledger_payload p ON p.fact = f.id
    LEFT JOIN ledger_erasure x ON x.fact = f.id LEFT JOIN ledger_entry s ON s.fact = x.said_by
    WHERE split_part(f.kind, '/', 1) <> ALL (%s::text[])
    ORDER BY e.index, f.sequence
"""


def about(person: str, *, without: Sequence[str]) -> list[Line]:
    """The facts about a person in the caller's scope, in the order of the log. without: kinds left out."""
    return [Line(*row) for row in rows.run(_ABOUT, [person, list(without)])]


def erased_in(houses: Sequence[str], *, without: Sequence[str]) -> tuple[int, list[int]]:
    """How many facts of these houses were erased, of which nobody can tell any more whom they named.

    And the entries of the facts that say so.
    """
    query = """
        SELECT count(*), coalesce(array_agg(DISTINCT s.index) FILTER (WHERE s.index IS NOT NULL), '{}')
        FROM ledger_erasure x JOIN ledger_fact f ON f.id = x.fact
        LEFT JOIN ledger_entry s ON s.fact = x.said_by
        WHERE f.facility = ANY (%s) AND split_part(f.kind, '/', 1) <> ALL (%s::text[])
    """
    ((count, entries),) = rows.run(query, [list(houses), list(without)]).fetchall()
    return int(count), sorted(entries)
