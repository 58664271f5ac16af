"""What a witness remembers: of each log every tree that it signed, and the submissions that do not fit them.

One file (SQLite). A signature is given away only after what it stands for is on the disk, and the look at
what was seen and its renewal are one transaction: two requests at once cannot both go on from one tree.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from lazaretto.proofs.checkpoints import Witnessed, open_checkpoint
from lazaretto.proofs.cosigning import cosigned
from lazaretto.proofs.notes import BadNote, Note, Signer, Verifier
from lazaretto.proofs.witnessing import Answered, Seen, read_submission, witness

_SECONDS = 10.0  # to wait for another request's transaction
_FORM = """
    CREATE TABLE IF NOT EXISTS seen (
        origin TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, root BLOB NOT NULL,
        at INTEGER NOT NULL, note TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS signed (
        origin TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, PRIMARY KEY (origin, size)) STRICT;
    CREATE TABLE IF NOT EXISTS evidence (
        digest BLOB PRIMARY KEY, origin TEXT NOT NULL, at INTEGER NOT NULL, status INTEGER NOT NULL,
        why TEXT NOT NULL, seen TEXT NOT NULL, submission TEXT NOT NULL) STRICT;
"""


class Evidence(NamedTuple):
    """A checkpoint that a log signed and that does not go on from what was seen here before.

    at: seconds since 1970, when it first came. status: as it was answered. seen: the note that was signed
    here before (empty: none). submission: as it came; the log's own signature stands in it.
    """

    origin: str
    at: int
    status: int
    why: str
    seen: str
    submission: str


class Memory:
    """The memory in a file, which is made where there is none."""

    def __init__(self, file: Path) -> None:
        self._file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        with self._opened() as rows:
            rows.executescript(_FORM)

    def answer(self, written: str, *, logs: Sequence[Verifier], signer: Signer, at: int) -> Answered:
        """Sign a submission, or say why not; remembered before it is given back. at: seconds since 1970."""
        origin = _origin(written)
        with self._opened() as rows:
            rows.execute("BEGIN IMMEDIATE")
            kept = rows.execute("SELECT size, root, at, note FROM seen WHERE origin = ?", [origin]).fetchone()
            seen = Seen() if kept is None else Seen(kept[0], kept[1])
            # A clock that was set back must not let a later signature look like the earlier one.
            moment = at if kept is None else max(at, kept[2])
            found = witness(written, logs=logs, seen=seen, signer=signer, at=moment)
            if found.status == 200:
                note = _note(written, found.body, logs)
                rows.execute(
                    "INSERT INTO seen (origin, hash, size, root, at, note) VALUES (?, ?, ?, ?, ?, ?)"
                    " ON CONFLICT (origin) DO UPDATE SET size = excluded.size, root = excluded.root,"
                    " at = excluded.at, note = excluded.note",
                    [origin, origin_hash(origin), found.seen.size, found.seen.root, moment, note],
                )
                rows.execute(
                    "INSERT INTO signed (origin, size, root) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    [origin, found.seen.size, found.seen.root],
                )
            elif (strange := _strange(rows, written, found, seen, logs)) is not None:
                rows.execute(
                    "INSERT INTO evidence (digest, origin, at, status, why, seen, submission)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    [
                        sha256(strange.note.text.encode()).digest(), origin, at, found.status,
                        found.body.strip(), "" if kept is None else kept[3], written,
                    ],
                )  # fmt: skip
            rows.execute("COMMIT")
        return found

    def note(self, origin: str) -> str | None:
        """The newest note of a log under this witness's signature. origin: its SHA-256 in hex."""
        with self._opened() as rows:
            found = rows.execute("SELECT note FROM seen WHERE hash = ?", [origin]).fetchone()
        return None if found is None else str(found[0])

    def evidence(self) -> list[Evidence]:
        """Whatever a log signed that does not fit what it signed before, the oldest first."""
        query = "SELECT origin, at, status, why, seen, submission FROM evidence ORDER BY at, digest"
        with self._opened() as rows:
            return [Evidence(*row) for row in rows.execute(query)]

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        rows = sqlite3.connect(self._file, timeout=_SECONDS, isolation_level=None)
        try:
            rows.execute("PRAGMA journal_mode = WAL")
            rows.execute("PRAGMA synchronous = FULL")
            yield rows
        finally:
            rows.close()  # what was not committed is undone


def origin_hash(origin: str) -> str:
    """By which a log's newest note is asked for (C2SP tlog-witness, monitoring)."""
    return sha256(origin.encode()).hexdigest()


def _origin(written: str) -> str:
    return written.partition("\n\n")[2].partition("\n")[0]


def _note(written: str, line: str, logs: Sequence[Verifier]) -> str:
    """The checkpoint under its log's own signature and this witness's; lines of strangers are left out."""
    log = next(one for one in logs if one.name == _origin(written))
    opened = open_checkpoint(read_submission(written).checkpoint, log)
    own = tuple(one for one in opened.note.lines if one.startswith(f"— {log.name} "))
    return str(cosigned(Note(opened.note.text, own), [line]))


def _strange(
    rows: sqlite3.Connection, written: str, found: Answered, seen: Seen, logs: Sequence[Verifier]
) -> Witnessed | None:
    """The checkpoint, where its log signed it and it does not fit what was seen; else None.

    An old checkpoint that was signed here too may be sent again by anybody and says nothing. One with a wrong
    proof is kept, once: from here a mistake and a fork look alike, and the log's signature tells whose it is.
    """
    if found.status not in (400, 409, 422):
        return None
    try:
        said = read_submission(written)
        log = next((one for one in logs if one.name == _origin(written)), None)
        opened = None if log is None else open_checkpoint(said.checkpoint, log)
    except BadNote:
        return None
    if opened is None:
        return None
    size, root = opened.checkpoint.size, opened.checkpoint.root
    known = rows.execute(
        "SELECT root FROM signed WHERE origin = ? AND size = ?", [opened.checkpoint.origin, size]
    ).fetchone()
    if known is not None:
        return opened if known[0] != root else None
    return opened if found.status == 422 or size < seen.size else None
