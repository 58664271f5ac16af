"""What stations sent: each row once, with what became of it; rows that were not recorded keep their words.

A row is the same row where station, nonce and content are the same. Whatever was lost between an answer and
its reader, sending it again finds it here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from lazaretto.ledger import rows
from lazaretto.ledger.receipts import Receipt

MOST_GAPS = 200  # stretches of missing numbers told at once
MOST_HELD = 200  # rows on one page
How = Literal["restated", "dismissed"]


@dataclass(frozen=True, slots=True)
class Sent:
    """One row as it came. digest: SHA-256 of its content without the fact's id. words: its statement."""

    sequence: int | None
    nonce: str
    digest: bytes
    words: bytes


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A row that was not recorded, with the words that came.

    how, reason, settled, settled_by: empty while nobody settled it. fact: what was stated in its place.
    """

    number: int
    facility: str
    device: str
    sequence: int | None
    rules: tuple[str, ...]
    values: dict[str, str]
    words: str
    received: datetime
    how: How | None
    reason: str
    fact: UUID | None
    settled: datetime | None
    settled_by: str


@dataclass(frozen=True, slots=True)
class Tally:
    """A station's rows: how many came, how many of them wait for a person, and which numbers never came."""

    rows: int
    held_back: int
    missing: tuple[tuple[int, int], ...]


def became(device: str, nonces: Iterable[str]) -> dict[tuple[str, bytes], Receipt]:
    """What became of the rows that a station sent under these nonces, by nonce and content."""
    query = """
        SELECT nonce, digest, fact, outcome, rules, said FROM ledger_upload
         WHERE device = %s AND nonce = ANY (%s)
    """
    found = rows.run(query, [device, list(nonces)]).fetchall()
    return {
        (nonce, digest): Receipt(fact, outcome, tuple(rules), values=msgspec.json.decode(said))
        for nonce, digest, fact, outcome, rules, said in found
    }


def keep(
    sent: Sequence[tuple[Sent, Receipt]], *, facility: str, device: str, queue: str, now: datetime
) -> None:
    """Keep rows with what became of them, in the caller's transaction."""
    if not sent:
        return
    columns = [
        [row.sequence for row, _ in sent], [row.nonce for row, _ in sent], [row.digest for row, _ in sent],
        [receipt.outcome for _, receipt in sent], [",".join(receipt.rules) for _, receipt in sent],
        [msgspec.json.encode(receipt.values).decode() for _, receipt in sent],
        [receipt.fact_id if receipt.recorded else None for _, receipt in sent],
        [None if receipt.recorded else row.words for row, receipt in sent],
    ]  # fmt: skip
    query = """
        INSERT INTO ledger_upload (facility, device, queue, received, sequence, nonce, digest, outcome, rules,
                                   said, fact, words)
        SELECT %s, %s, %s, %s, s.sequence, s.nonce, s.digest, s.outcome, string_to_array(s.rules, ','),
               s.said, s.fact, s.words
          FROM unnest(%s::bigint[], %s::text[], %s::bytea[], %s::text[], %s::text[], %s::text[], %s::uuid[],
                      %s::bytea[])
            AS s(sequence, nonce, digest, outcome, rules, said, fact, words)
    """
    rows.run(query, [facility, device, queue, now, *columns])


def missing(device: str, queue: str) -> tuple[tuple[int, int], ...]:
    """The stretches of sequence numbers, first and last, below the highest one that never came."""
    query = """
        SELECT before + 1, sequence - 1 FROM (
            SELECT sequence, lag(sequence, 1, 0::bigint) OVER (ORDER BY sequence) AS before
              FROM (SELECT DISTINCT sequence FROM ledger_upload
                     WHERE device = %s AND queue = %s AND sequence IS NOT NULL) AS once) AS pair
         WHERE sequence > before + 1 ORDER BY 1 LIMIT %s
    """
    return tuple((first, last) for first, last in rows.run(query, [device, queue, MOST_GAPS]).fetchall())


def tallies(facility: str) -> dict[str, Tally]:
    """The rows of every station of a facility, by device, over all the browsers that had the post."""
    query = """
        SELECT u.device, count(*), count(*) FILTER (WHERE u.words IS NOT NULL AND s.upload IS NULL),
               array_agg(DISTINCT u.queue)
          FROM ledger_upload u LEFT JOIN ledger_settlement s ON s.upload = u.number
         WHERE u.facility = %s GROUP BY u.device
    """
    return {
        device: Tally(count, held, tuple(gap for queue in queues for gap in missing(device, queue)))
        for device, count, held, queues in rows.run(query, [facility]).fetchall()
    }


_HELD = """
    SELECT u.number, u.facility, u.device, u.sequence, u.rules, u.said, u.words, u.received,
           s.how, coalesce(s.reason, ''), s.fact, s.settled, coalesce(s.actor, '')
      FROM ledger_upload u LEFT JOIN ledger_settlement s ON s.upload = u.number
     WHERE u.words IS NOT NULL
"""


def held_back(facility: str) -> list[HeldBack]:
    """The rows of a facility's stations that were not recorded: those that wait first, then the newest."""
    query = _HELD + " AND u.facility = %s ORDER BY s.settled DESC NULLS FIRST, u.number LIMIT %s"
    return [_held(*row) for row in rows.run(query, [facility, MOST_HELD]).fetchall()]


def one_held_back(facility: str, number: int) -> HeldBack | None:
    """One such row; None where there is none in the caller's scope."""
    found = rows.run(_HELD + " AND u.facility = %s AND u.number = %s", [facility, number]).fetchone()
    return _held(*found) if found else None


def settle(row: HeldBack, *, how: How, reason: str, fact: UUID | None, actor: str, now: datetime) -> bool:
    """Note how a person settled a row, in the caller's transaction; False where it was settled before."""
    query = """
        INSERT INTO ledger_settlement (upload, facility, how, reason, fact, settled, actor)
        VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (upload) DO NOTHING
    """
    return bool(rows.run(query, [row.number, row.facility, how, reason, fact, now, actor]).rowcount)


def _held(
    number: int, facility: str, device: str, sequence: int | None, rules: Sequence[str], said: str,
    words: bytes, received: datetime, how: How | None, reason: str, fact: UUID | None,
    settled: datetime | None, settled_by: str,
) -> HeldBack:  # fmt: skip
    values: dict[str, str] = msgspec.json.decode(said)
    came = bytes(words).decode(errors="replace")
    return HeldBack(
        number, facility, device, sequence, tuple(rules), values, came, received, how, reason, fact, settled,
        settled_by,
    )  # fmt: skip
