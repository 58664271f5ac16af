"""Whole tables, read and put right: only for rebuilding, under the everywhere scope."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from lazaretto.ledger import rows
from lazaretto.ledger.ordering import store
from lazaretto.registers.orders import Isolation, Law, Order
from lazaretto.registers.stays import Capacity, Stay

_CHUNK = 5_000


class Line(NamedTuple):
    """A fact with its proof. canonical, salt: None where erased; ``erased`` says that a rule did it."""

    id: UUID
    position: int
    sequence: int
    leaf: bytes
    canonical: bytes | None
    salt: bytes | None
    erased: bool


def hold_still() -> None:
    """Let nobody append until the transaction ends."""
    rows.run("LOCK TABLE ledger_head IN SHARE ROW EXCLUSIVE MODE")


def lines(facility: str) -> Iterator[Line]:
    """One facility's facts in order."""
    after = 0
    while True:
        chunk = [Line(*row) for row in rows.run(_LINES, [facility, after, _CHUNK])]
        yield from chunk
        if len(chunk) < _CHUNK:
            return
        after = chunk[-1].position


_LINES = """
    SELECT f.id, f.position, f.sequence, f.leaf, p.canonical, p.salt, e.fact IS NOT NULL
    FROM ledger_fact f LEFT JOIN ledger_payload p ON p.fact = f.id LEFT JOIN ledger_erasure e ON e.fact = f.id
    WHERE f.facility = %s AND f.position > %s ORDER BY f.position LIMIT %s
"""


def replaced() -> tuple[set[UUID], set[UUID]]:
    """Facts that were corrected or retracted; facts that replace what was replaced before."""
    old: set[UUID] = set()
    again: set[UUID] = set()
    query = "SELECT id, replaces FROM ledger_fact WHERE replaces IS NOT NULL ORDER BY sequence"
    for fact, of in rows.run(query):
        if of in old:
            again.add(fact)
        old.add(of)
    return old, again


def stays() -> list[Stay]:
    """Every stored stay."""
    return [rows.stay(*row, sequence=0) for row in rows.run("SELECT * FROM ledger_stay")]


def orders() -> list[Order]:
    """Every stored order."""
    query = (
        "SELECT fact, facility, code, person, basis, days, review_on, lower(during), upper(during)"
        " FROM ledger_order"
    )
    return [Order(*row) for row in rows.run(query)]


def isolations() -> list[Isolation]:
    """Every stored isolation."""
    query = (
        "SELECT fact, facility, person, cell, under, basis, ends_on, review_on, visits, lower(during),"
        " upper(during) FROM ledger_isolation"
    )
    return [Isolation(*row) for row in rows.run(query)]


def capacities() -> dict[UUID, tuple[str, Capacity]]:
    """Every stored capacity by its fact."""
    query = "SELECT fact, cell, since, sequence, places FROM ledger_capacity"
    return {fact: (cell, Capacity(*told)) for fact, cell, *told in rows.run(query)}


def disputes() -> Iterator[tuple[UUID, str]]:
    """Every stored dispute."""
    yield from rows.run("SELECT fact, rule FROM ledger_dispute")


def mentions() -> Iterator[tuple[str, str, UUID]]:
    """Every stored mention."""
    yield from rows.run("SELECT subject, kind, fact FROM ledger_mention")


def strays() -> list[UUID]:
    """Words whose fact is not there."""
    query = (
        "SELECT fact FROM ledger_payload p WHERE NOT EXISTS (SELECT FROM ledger_fact f WHERE f.id = p.fact)"
    )
    return [row[0] for row in rows.run(query)]


def restore(
    *, stays: Sequence[Stay], capacities: Mapping[str, Iterable[tuple[UUID, Capacity]]],
    disputes: Sequence[tuple[UUID, str, str]], law: Law,
) -> None:  # fmt: skip
    """Put a whole projection in the place of the stored one."""
    for table in ("stay", "capacity", "dispute"):
        rows.run(f"DELETE FROM ledger_{table}")  # noqa: S608 — three names of ours
    held = rows.run("SELECT person FROM ledger_order UNION SELECT person FROM ledger_isolation").fetchall()
    store(law, people={person for (person,) in held} | {order.person for order in law.orders})
    rows.project(gone=[], stays=stays, settled=[], disputes=disputes)
    rows.establish(
        [
            (fact, cell.partition("/")[0], cell, told.since, told.places)
            for cell, every in capacities.items()
            for fact, told in every
        ]
    )
