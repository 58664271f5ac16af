"""The proved log in the tables: facts become entries, roots are kept. Files are made elsewhere.

Entries are numbered in the order in which this node appended; a fact that came from another node is logged
here too, for what a node held, and since when, is what its log proves.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import NamedTuple

from lazaretto.ledger import rows
from lazaretto.proofs.entries import Entry
from lazaretto.proofs.tree import leaf_hash, root_of


class Signed(NamedTuple):
    """A root that was signed, and the note that says so."""

    size: int
    root: bytes
    signed: datetime
    note: str


class Lag(NamedTuple):
    """facts: that the node holds. signed: how many of them its newest signed root holds; at: since when."""

    facts: int
    signed: int
    at: datetime | None


@contextmanager
def alone() -> Iterator[bool]:
    """Whether this process may publish now: one at a time over one database, until the block ends."""
    row = rows.run("SELECT pg_try_advisory_lock(hashtext('lazaretto.log.files'))").fetchone()
    mine = bool(row and row[0])
    try:
        yield mine
    finally:
        if mine:
            rows.run("SELECT pg_advisory_unlock(hashtext('lazaretto.log.files'))")


def enter(*, most: int) -> int:
    """Make entries of facts that have none yet, at most so many; how many it were."""
    found = rows.run("SELECT ledger_enter(%s)", [most]).fetchone()
    return int(found[0]) if found else 0


def size() -> int:
    """How many entries there are."""
    found = rows.run("SELECT coalesce(max(index) + 1, 0) FROM ledger_entry").fetchone()
    return int(found[0]) if found else 0


def entries(first: int, end: int) -> Sequence[bytes]:
    """Entries first … end − 1 as the log says them, made of the facts as they stand in the tables."""
    query = """
        SELECT f.facility, f.position, f.leaf FROM ledger_entry e JOIN ledger_fact f ON f.id = e.fact
        WHERE e.index >= %s AND e.index < %s ORDER BY e.index
    """
    found = rows.run(query, [first, end]).fetchall()
    return [bytes(Entry(house, position, bytes(leaf))) for house, position, leaf in found]


def unplaced(said: Sequence[Entry]) -> Sequence[int]:
    """Which of these entries (by their numbers here) no fact in the tables is, at that place of its house."""
    query = """
        SELECT w.n - 1 FROM unnest(%s::text[], %s::bigint[], %s::bytea[]) WITH ORDINALITY AS w(h, p, l, n)
        LEFT JOIN ledger_fact f ON (f.facility, f.position, f.leaf) = (w.h, w.p, w.l)
        WHERE f.id IS NULL ORDER BY w.n
    """
    return [int(row[0]) for row in rows.run(query, _columns(said)).fetchall()]


def enter_as(first: int, said: Sequence[Entry]) -> int:
    """Make these the entries from ``first`` on, as far as the tables hold their facts there; how many.

    For a log that others have seen: its order is not this node's to choose any more.
    """
    rows.run("SELECT pg_advisory_xact_lock(hashtext('lazaretto.log'))")  # as ledger_enter does
    query = """
        INSERT INTO ledger_entry (index, fact, facility, position)
        SELECT %s + w.n - 1, f.id, f.facility, f.position
        FROM unnest(%s::text[], %s::bigint[], %s::bytea[]) WITH ORDINALITY AS w(h, p, l, n)
        JOIN ledger_fact f ON (f.facility, f.position, f.leaf) = (w.h, w.p, w.l) ORDER BY w.n
    """
    return rows.run(query, [first, *_columns(said)]).rowcount


def _columns(said: Sequence[Entry]) -> list[list[str] | list[int] | list[bytes]]:
    return [[one.house for one in said], [one.position for one in said], [one.commitment for one in said]]


def root_at(size: int) -> bytes:
    """The root over the first so many entries, made of the facts as they stand in the tables."""
    return root_of(
        leaf_hash(entry)
        for first in range(0, size, _AT_ONCE)
        for entry in entries(first, min(size, first + _AT_ONCE))
    )


_AT_ONCE = 10_000


def sign(signed: Signed) -> None:
    """Keep a signed root. A size that was signed before keeps its first note."""
    rows.run(
        "INSERT INTO ledger_checkpoint (size, root, signed, note) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT DO NOTHING",
        list(signed),
    )


def signed(at: int | None = None) -> Signed | None:
    """The newest root that was signed, or that of a size."""
    query = "SELECT size, root, signed, note FROM ledger_checkpoint WHERE %s::bigint IS NULL OR size = %s"
    found = rows.run(f"{query} ORDER BY size DESC LIMIT 1", [at, at]).fetchone()
    return None if found is None else Signed(found[0], bytes(found[1]), found[2], found[3])


def lag() -> Lag:
    """How far the signed log is behind the record. Under the everywhere scope."""
    found = rows.run("SELECT coalesce(sum(position), 0) FROM ledger_head").fetchone()
    newest = signed()
    return Lag(int(found[0]) if found else 0, newest.size if newest else 0, newest.signed if newest else None)


def age(behind: Lag, *, now: datetime) -> timedelta | None:
    """How long what was appended may already wait for a signed root; nothing waits: nought.

    None: something waits, and no root was ever signed. So long could it still be rewritten unseen.
    """
    if behind.facts <= behind.signed:
        return timedelta()
    return None if behind.at is None else max(timedelta(), now - behind.at)


def cosign(size: int, *, witness: str, line: str) -> None:
    """Keep the line by which a witness (its public key, as written) signed a root of this log."""
    rows.run(
        "INSERT INTO ledger_cosignature (size, witness, line) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
        [size, witness, line],
    )


def cosignatures(size: int) -> Mapping[str, str]:
    """Under the root of so many entries: by witness, the line."""
    query = "SELECT witness, line FROM ledger_cosignature WHERE size = %s ORDER BY witness"
    return dict(rows.run(query, [size]).fetchall())


def cosigned() -> Mapping[str, int]:
    """How many entries the newest root has that each witness signed."""
    return dict(rows.run("SELECT witness, max(size) FROM ledger_cosignature GROUP BY witness").fetchall())


def unwitnessed_since(size: int) -> datetime | None:
    """When the first root after that of so many entries was signed; None: there is none."""
    found = rows.run("SELECT min(signed) FROM ledger_checkpoint WHERE size > %s", [size]).fetchone()
    return found[0] if found else None
