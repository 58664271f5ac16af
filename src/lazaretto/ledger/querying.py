"""From a question about facts to one SQL statement and its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from psycopg import sql

from lazaretto.facts.encoding import decode
from lazaretto.facts.fact import Fact
from lazaretto.ledger import rows

Order = Literal["position", "occurred", "newest"]
_ORDERS: dict[Order, sql.SQL] = {
    "position": sql.SQL("f.facility, f.position"),
    "occurred": sql.SQL("f.occurred, f.recorded, f.facility, f.position"),
    "newest": sql.SQL("f.occurred DESC, f.facility, f.position DESC"),
}
_SELECT = sql.SQL("""
    SELECT f.id, f.facility, f.position, f.kind, f.occurred, f.recorded, f.actor, f.device, f.place, f.leaf,
           p.canonical, e.rule, e.erased, e.actor,
           (SELECT r.id FROM ledger_fact r WHERE r.replaces = f.id AND {known}
            ORDER BY r.sequence LIMIT 1),
           ARRAY(SELECT d.rule FROM ledger_dispute d WHERE d.fact = f.id ORDER BY d.rule)
    FROM {source} LEFT JOIN ledger_payload p ON p.fact = f.id LEFT JOIN ledger_erasure e ON e.fact = f.id
    WHERE {conditions} ORDER BY {order} LIMIT {limit}
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which facts: every condition that is given must hold."""

    id: UUID | None = None
    facility: str | None = None
    subject: str | None = None
    after: int | None = None
    start: datetime | None = None
    end: datetime | None = None
    kinds: tuple[str, ...] = ()
    known_at: datetime | None = None
    disputed: bool = False


def select(
    query: Query, *, order: Order, limit: int
) -> Iterator[tuple[tuple[Any, ...], Fact | None, tuple[Any, ...], UUID | None, tuple[str, ...]]]:
    """Rows: envelope, words, erasure (rule, when, by whom), the fact that replaced it, disputes."""
    statement = _SELECT.format(
        known=sql.SQL("r.recorded <= {}").format(query.known_at) if query.known_at else sql.SQL("true"),
        source=_source(query), conditions=sql.SQL(" AND ").join(_conditions(query)), order=_ORDERS[order],
        limit=limit,
    )  # fmt: skip
    for row in rows.select(statement):
        yield row[:10], decode(row[10]) if row[10] is not None else None, row[11:14], row[14], tuple(row[15])


def _source(query: Query) -> sql.SQL:
    if query.subject is not None:
        return sql.SQL("ledger_mention m JOIN ledger_fact f ON f.id = m.fact")
    return sql.SQL("ledger_fact f")


def _conditions(query: Query) -> list[sql.Composable]:
    """One condition a field that is given; the fields are ours, the values are bound."""
    tests: list[tuple[str, Any]] = [
        ("f.id = {}", query.id),
        ("f.facility = {}", query.facility),
        ("m.subject = {}", query.subject),
        ("f.position > {}", query.after),
        ("f.occurred >= {}", query.start),
        ("f.occurred < {}", query.end),
        ("f.recorded <= {}", query.known_at),
    ]
    found: list[sql.Composable] = [sql.SQL(text).format(value) for text, value in tests if value is not None]
    if query.kinds:
        patterns = [kind + ("/%" if "." in kind else ".%") for kind in query.kinds]
        found.append(sql.SQL("f.kind LIKE ANY ({})").format(patterns))
    if query.disputed:
        found.append(sql.SQL("EXISTS (SELECT FROM ledger_dispute d WHERE d.fact = f.id)"))
    return found or [sql.SQL("true")]
