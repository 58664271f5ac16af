"""The tables held against the log that was published: every fact, word for word and column by column.

The log's own soundness is checked from its files alone (``proofs.auditing``); here it is believed, and
whatever in the tables is not what it says was changed behind its back.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from lazaretto.facts.commitment import leaf
from lazaretto.facts.encoding import Malformed, decode
from lazaretto.facts.fact import Fact, tag_of
from lazaretto.ledger import rows
from lazaretto.ledger.appending import replaced_by
from lazaretto.ledger.publishing import reading
from lazaretto.proofs.entries import Entry
from lazaretto.proofs.tiles import WIDTH, BrokenTile, bundles, entries_of


class Strange(NamedTuple):
    """A place in the tables that is not what was logged. entry: its number in the log (-1: it has none)."""

    table: str
    key: str
    why: str
    entry: int = -1


class _Line(NamedTuple):
    """A fact as it stands in the tables, with what it should be made of."""

    number: int
    id: UUID | None
    facility: str | None
    position: int
    sequence: int
    kind: str
    occurred: Any
    recorded: Any
    actor: str
    device: str
    place: str | None
    skew: int
    replaces: UUID | None
    leaf: bytes
    canonical: bytes | None
    salt: bytes | None
    erased: bool


_LINES = """
    SELECT n, f.id, f.facility, f.position, f.sequence, f.kind, f.occurred, f.recorded, f.actor, f.device,
           f.place, f.skew, f.replaces, f.leaf, p.canonical, p.salt, x.fact IS NOT NULL
    FROM generate_series(%s::bigint, %s::bigint - 1) AS n
    LEFT JOIN ledger_entry e ON e.index = n LEFT JOIN ledger_fact f ON f.id = e.fact
    LEFT JOIN ledger_payload p ON p.fact = f.id LEFT JOIN ledger_erasure x ON x.fact = f.id
    ORDER BY n
"""
# A place behind which the log has already gone, and a fact that it does not hold.
_UNLOGGED = """
    SELECT f.id, f.facility, f.position FROM ledger_fact f LEFT JOIN ledger_entry e ON e.fact = f.id
    WHERE e.fact IS NULL AND f.position <= (
        SELECT coalesce(max(o.position), 0) FROM ledger_entry o WHERE o.facility = f.facility)
    ORDER BY f.facility, f.position
"""


def strange(folder: Path, *, size: int) -> Iterator[Strange]:
    """Everything in the tables that is not what the first ``size`` entries of the log in a folder say.

    Under the everywhere scope. Errors: none; a bundle that cannot be read is strange itself.
    """
    read, last = reading(folder), dict[str, int]()
    for bundle in bundles(size):
        first = bundle.number * WIDTH
        try:
            said = entries_of(read, bundle)
        except BrokenTile as wrong:
            yield Strange("log", wrong.place, str(wrong))
            continue
        for row in rows.run(_LINES, [first, first + bundle.width]):
            line = _Line(*row)
            yield from _line(line, said[line.number - first])
            if line.facility is not None and line.sequence <= last.get(line.facility, -1):
                yield Strange(
                    "fact", str(line.id), "stands in another order than it was logged in", line.number
                )
            last[line.facility or ""] = line.sequence
    for fact, facility, position in rows.run(_UNLOGGED):
        yield Strange("fact", str(fact), f"{facility} {position}: was put in behind what had been logged")


def _line(line: _Line, said: bytes) -> Iterator[Strange]:
    if line.id is None or line.facility is None:
        yield Strange("fact", "", "the fact of this entry is gone", line.number)
        return
    key = str(line.id)
    if bytes(Entry(line.facility, line.position, bytes(line.leaf))) != said:
        yield Strange("fact", key, "house, place or commitment is not what was logged", line.number)
        return
    if line.canonical is None or line.salt is None:
        if not line.erased:
            yield Strange("payload", key, "the words are gone, and no rule erased them", line.number)
        return
    if leaf(bytes(line.canonical), salt=bytes(line.salt)) != bytes(line.leaf):
        yield Strange("payload", key, "the words are not those that were committed to", line.number)
        return
    try:
        wrong = _columns(line, decode(bytes(line.canonical)))
    except Malformed as why:
        wrong = str(why)
    if wrong:
        yield Strange("fact", key, f"{wrong} is not what the words say", line.number)


def _columns(line: _Line, fact: Fact) -> str:
    """The first column that is not what the words say; empty: none."""
    stood = {
        "id": fact.id, "facility": fact.facility, "kind": tag_of(fact.body), "occurred": fact.occurred,
        "recorded": fact.recorded, "actor": fact.actor, "device": fact.device, "place": fact.place,
        "skew": fact.skew, "replaces": replaced_by(fact),
    }  # fmt: skip
    return next((name for name, value in stood.items() if getattr(line, name) != value), "")
