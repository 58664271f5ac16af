"""The proved log in the tables: facts become entries, roots are kept. Files are made elsewhere.

Entries are numbered in the order in which this node appended; a fact that came from another node is logged
here too, for what a node held, and since when, is what its log proves.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from lazaretto.ledger import rows
from lazaretto.proofs.entries import Entry


class Signed(NamedTuple):
    """A root that was signed, and the note that says so."""

    size: int
    root: bytes
    signed: datetime
    note: str


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
