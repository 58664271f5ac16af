"""Take in what a station's queue held: each row by itself, each once, none of them lost.

Facts, marks of rows and the words of what was refused are written in one transaction. So whatever breaks
between sending and answering, the station sends again, and finds that it was said or says it now.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeAlias

import msgspec

from lazaretto.access.actor import Refused
from lazaretto.access.stations import heard
from lazaretto.access.tokens import Bearer
from lazaretto.actions.granting import keep_requests_still
from lazaretto.actions.record_batch import append_rows, judge_rows, read_rows
from lazaretto.actions.statement import MAX_ROWS
from lazaretto.facts.fact import Fact
from lazaretto.ledger.reading import kept
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.transacting import written
from lazaretto.ledger.uploading import Sent, became, keep, missing

MARK = re.compile(r"[A-Za-z0-9_-]{8,64}")  # a nonce: at least 48 random bits in base 64
_Key: TypeAlias = tuple[str, bytes]  # nonce and digest
LARGEST = 2**53 - 1  # the largest whole number that a browser counts without rounding


@dataclass(frozen=True, slots=True)
class Upload:
    """What a station sends. device_now: what time it was by the clock that dated these rows, as it sent.

    queue: which browser's count the sequence numbers are; empty: the count began with this token.
    waiting: how many rows it has still to send.
    """

    rows: Sequence[bytes]
    device_now: datetime
    queue: str = ""
    waiting: int | None = None


@dataclass(frozen=True, slots=True)
class Uploaded:
    """One (row, receipt) a row, in order, and the stretches of numbers that never came."""

    results: tuple[tuple[Sent, Receipt], ...]
    missing: tuple[tuple[int, int], ...]


def upload_passages(facility: str, upload: Upload, *, station: Bearer, now: datetime) -> Uploaded:
    """Record a station's rows, one outcome each; keep those that are refused or malformed for a person.

    What a station says happened is recorded, disputed where it contradicts; only a request is refused, and
    what is not this station's to say. Raises :class:`Refused` for another facility, for too many rows, for
    a station revoked meanwhile, and where nothing can be stored; then nothing of it is kept.
    """
    station.actor.require("state:gate.checked", facility=facility)
    if not station.post:
        raise Refused("station_needed", facility=facility)
    if len(upload.rows) > MAX_ROWS:
        raise Refused("batch_too_large", rows=str(len(upload.rows)), limit=str(MAX_ROWS))
    queue = upload.queue or f"token-{station.token}"
    if MARK.fullmatch(queue) is None and upload.queue:
        raise Refused("malformed", why="`queue`: 8 to 64 letters, digits, hyphens and underscores")
    came = [_row(row) for row in upload.rows]
    return written(
        lambda: _taken_in(facility, came, upload, queue, station=station, now=now), scope=station.actor.scope
    )


@dataclass(frozen=True, slots=True)
class _Came:
    """A row as it came, and why it is no row of a queue; empty where it is one."""

    sent: Sent
    fault: str = ""

    @property
    def key(self) -> _Key:
        return self.sent.nonce, self.sent.digest


def _taken_in(
    facility: str, came: Sequence[_Came], upload: Upload, queue: str, *, station: Bearer, now: datetime
) -> Uploaded:
    """One transaction: new rows become facts or are kept; of the others it is told what became of them."""
    heard(station, now=now, waiting=upload.waiting)
    known = became(station.device, {row.sent.nonce for row in came})
    new: dict[_Key, _Came] = {}
    for row in came:
        if row.key not in known:
            new.setdefault(row.key, row)
    outcomes = _faults(new.values(), marks={nonce for nonce, _ in known})
    fresh = [row for key, row in new.items() if key not in outcomes]
    receipts = _recorded([row.sent.words for row in fresh], upload, station=station, now=now)
    outcomes |= {row.key: receipt for row, receipt in zip(fresh, receipts, strict=True)}
    rows = [(row.sent, outcomes[key]) for key, row in new.items()]
    keep(rows, facility=facility, device=station.device, queue=queue, now=now)
    return Uploaded(_results(came, known, outcomes), missing(station.device, queue))


def _faults(rows: Iterable[_Came], *, marks: set[str]) -> dict[_Key, Receipt]:
    """Rows that state nothing: no rows of a queue, and whose mark another row has (``marks``: before)."""
    found: dict[_Key, Receipt] = {}
    for row in rows:
        nonce = row.sent.nonce
        if row.fault:
            found[row.key] = Receipt(None, "malformed", ("malformed",), values={"why": row.fault})
        elif nonce in marks:
            found[row.key] = Receipt(None, "refused", ("nonce_reused",), values={"nonce": nonce})
        marks.add(nonce)
    return found


def _results(
    came: Sequence[_Came], known: Mapping[_Key, Receipt], outcomes: Mapping[_Key, Receipt]
) -> tuple[tuple[Sent, Receipt], ...]:
    """A row that was recorded before, by an earlier upload or earlier in this one, is a duplicate."""
    told, results = dict(known), []
    for row in came:
        again = told.get(row.key)
        receipt = again or outcomes[row.key]
        if again is not None and again.recorded:
            receipt = Receipt(again.fact_id, "duplicate")
        told[row.key] = receipt
        results.append((row.sent, receipt))
    return tuple(results)


def _recorded(rows: Sequence[bytes], upload: Upload, *, station: Bearer, now: datetime) -> list[Receipt]:
    """Record statements; what another station said before, the same under the same id, is a duplicate."""
    actor, device = station.actor, station.device
    asked = read_rows(rows, actor=actor, device=device, now=now, device_now=upload.device_now)
    keep_requests_still([row for row in asked if isinstance(row, Fact)])
    read = judge_rows(asked, actor=actor)
    receipts = append_rows(read, actor=actor)
    pairs = zip(read, receipts, strict=True)
    taken = {fact.id: fact for fact, got in pairs if got.rules == ("id_taken",) and isinstance(fact, Fact)}
    if not taken:
        return receipts
    same = {old.id for old in kept(taken).values() if _same(old, taken[old.id])}
    return [Receipt(one.fact_id, "duplicate") if one.fact_id in same else one for one in receipts]


def _same(one: Fact, other: Fact) -> bool:
    """True when two stations say the same of one passage: a queue that was carried to another post."""
    said = (one.body, one.occurred, one.facility, one.place, one.corrects)
    return said == (other.body, other.occurred, other.facility, other.place, other.corrects)


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sequence: int
    nonce: str
    statement: msgspec.Raw


_rows = msgspec.json.Decoder(_Row)


def _row(raw: bytes) -> _Came:
    """A row of a queue. What is none keeps whatever number and mark can be read from it."""
    try:
        row = _rows.decode(raw)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as fault:
        said = _plain(raw)
        loose = said if isinstance(said, dict) else {}
        return _sent(loose.get("sequence"), loose.get("nonce"), raw, fault=str(fault) or "a row of a queue")
    return _sent(row.sequence, row.nonce, bytes(row.statement))


def _sent(sequence: Any, nonce: Any, words: bytes, *, fault: str = "") -> _Came:
    digest = _digest(words)
    if not (isinstance(sequence, int) and not isinstance(sequence, bool) and 1 <= sequence <= LARGEST):
        sequence, fault = None, fault or "`sequence`: a whole number from 1"
    if not (isinstance(nonce, str) and MARK.fullmatch(nonce)):
        nonce = f"sha256-{digest.hex()}"
        fault = fault or "`nonce`: 8 to 64 letters, digits, hyphens and underscores"
    return _Came(Sent(sequence, nonce, digest, words), fault)


def _digest(words: bytes) -> bytes:
    """SHA-256 of what a statement says: not of its spacing, its order, or the id that it was given."""
    said = _plain(words)
    if isinstance(said, dict):
        words = msgspec.json.encode({k: v for k, v in said.items() if k != "id"}, order="sorted")
    return sha256(words).digest()


def _plain(words: bytes) -> Any:
    try:
        return msgspec.json.decode(words)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
