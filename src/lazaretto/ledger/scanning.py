"""Whole tables, read and put right: only for rebuilding, under the everywhere scope."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from lazaretto.facts.encoding import decode
from lazaretto.facts.fact import Fact
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


class Doubled(NamedTuple):
    """What else is held under the id of a fact. otherwise: another statement among it.

    same: commitment and words of the same statement as other nodes noted it.
    """

    otherwise: bool
    same: tuple[tuple[bytes, Fact], ...]

    def first(self, fact: Fact, leaf: bytes) -> Fact:
        """The fact as whoever recorded it first noted it."""
        every = [(fact.recorded, leaf, fact), *((other.recorded, of, other) for of, other in self.same)]
        return min(every, key=lambda one: one[:2])[2]


def replaced() -> tuple[set[UUID], set[UUID]]:
    """Facts that were corrected or retracted; facts that replace what one recorded earlier replaced.

    Only by a fact of their own house; of what never came, nobody knows whose it is.
    """
    query = """
        SELECT min(recorded) AS first, id, replaces FROM (
            SELECT recorded, id, replaces, facility FROM ledger_fact WHERE replaces IS NOT NULL
            UNION ALL SELECT recorded, fact, replaces, facility
            FROM ledger_double WHERE replaces IS NOT NULL) AS said
        WHERE ledger_said_in(said.replaces, said.facility)
           OR NOT EXISTS (SELECT FROM ledger_fact t WHERE t.id = said.replaces)
        GROUP BY id, replaces ORDER BY first, id
    """
    old: set[UUID] = set()
    again: set[UUID] = set()
    for _, fact, of in rows.run(query):
        if of in old:
            again.add(fact)
        old.add(of)
    return old, again


def doubled() -> dict[UUID, Doubled]:
    """What else was said under the ids of facts, where anything was."""
    found: dict[UUID, Doubled] = {}
    for fact, leaf, same, words in rows.run("SELECT fact, leaf, same, canonical FROM ledger_double"):
        before = found.get(fact, Doubled(otherwise=False, same=()))
        noted = ((bytes(leaf), decode(words)),) if same and words is not None else ()
        found[fact] = Doubled(before.otherwise or not same, before.same + noted)
    return found


def stays() -> list[Stay]:
    """Every stored stay."""
    return [rows.stay(*row) for row in rows.run("SELECT * FROM ledger_stay")]


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
    query = "SELECT cell, since, recorded, fact, places FROM ledger_capacity"
    return {told.fact: (cell, told) for cell, *said in rows.run(query) for told in (Capacity(*said),)}


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
    *, stays: Sequence[Stay], capacities: Mapping[str, Iterable[Capacity]],
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
            (told.fact, cell.partition("/")[0], cell, told.since, told.places, told.recorded)
            for cell, every in capacities.items()
            for told in every
        ]
    )
