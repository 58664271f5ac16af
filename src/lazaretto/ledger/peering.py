"""How far each peer was followed, in the tables: the cursor, when it was last heard, what was found wrong."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import DatabaseError
from psycopg import Error

from lazaretto.ledger import rows
from lazaretto.proofs.checkpoints import Checkpoint, Witnessed
from lazaretto.proofs.mirroring import STOPPING, Wrong
from lazaretto.proofs.notes import MOST_BYTES

RESUMED = "resumed"  # a person has looked, and said that the peer may be followed again


class Followed(NamedTuple):
    """A peer as it stands. size, root, note: its newest checkpoint that held. taken: entries received here.

    beside: up to which instant of its clock other words under known ids were taken. beside_next: where there
    are more of them than one page tells, when their first page was asked for and behind which to go on.
    wrong: the finding that keeps it from being taken in now. disputed: facts of it that contradicted
    something as they came in.
    """

    node: str
    size: int = 0
    root: bytes | None = None
    note: str = ""
    witnesses: Sequence[str] = ()
    taken: int = 0
    asked: datetime | None = None
    heard: datetime | None = None
    moved: datetime | None = None
    beside: datetime | None = None
    wrong: int | None = None
    disputed: int = 0
    beside_next: str = ""

    def checkpoint(self, origin: str) -> Checkpoint | None:
        """The newest one that held; None of a peer that was never heard."""
        return None if self.root is None else Checkpoint(origin, self.size, self.root)


class PeerFinding(NamedTuple):
    """What did not hold, and the two notes that show it; or (``RESUMED``) that a person settled it."""

    id: int
    node: str
    at: datetime
    what: str
    why: str
    place: str
    entry: int
    held: str
    found: str
    by: str

    @property
    def stops(self) -> bool:
        """Whether the peer is followed no further until a person has looked."""
        return self.what in STOPPING


@contextmanager
def alone(node: str) -> Iterator[bool]:
    """Whether this process may follow a peer now: one at a time over one database, until the block ends."""
    found = rows.run("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [_FOLLOWING, node]).fetchone()
    mine = bool(found and found[0])
    try:
        yield mine
    finally:
        if mine:
            with suppress(DatabaseError, Error):  # a connection that broke has let go of it
                rows.run("SELECT pg_advisory_unlock(%s, hashtext(%s))", [_FOLLOWING, node])


_FOLLOWING = 7413  # the class of these locks; 7411 and 7412 are those of appending


def followed(node: str) -> Followed:
    """A peer as it stands; one that was never spoken to is all noughts."""
    found = rows.run(f"SELECT {_COLUMNS} FROM ledger_peer WHERE node = %s", [node]).fetchone()  # noqa: S608
    return Followed(node) if found is None else _followed(found)


def everyone() -> Mapping[str, Followed]:
    """Every peer that was ever spoken to, by name."""
    found = [_followed(row) for row in rows.run(f"SELECT {_COLUMNS} FROM ledger_peer")]  # noqa: S608
    return {one.node: one for one in found}


_COLUMNS = ", ".join(Followed._fields)


def _followed(row: Sequence[object]) -> Followed:
    one = Followed(*row)  # type: ignore[arg-type]  # the columns, in order
    return one if one.root is None else one._replace(root=bytes(one.root))


def asked(node: str, *, at: datetime) -> None:
    """Note that a peer is spoken to."""
    rows.run(
        "INSERT INTO ledger_peer (node, asked) VALUES (%s, %s)"
        " ON CONFLICT (node) DO UPDATE SET asked = excluded.asked",
        [node, at],
    )


def heard(node: str, opened: Witnessed, *, witnesses: Sequence[str], at: datetime) -> None:
    """Note a checkpoint that held and that the mirror has whole."""
    said = opened.checkpoint
    rows.run(
        "UPDATE ledger_peer SET size = %s, root = %s, note = %s, witnesses = %s, heard = %s WHERE node = %s",
        [said.size, said.root, str(opened.note), list(witnesses), at, node],
    )


def took(
    node: str, *, since: int, until: int, beside: datetime | None, beside_next: str, disputed: int,
    at: datetime,
) -> bool:  # fmt: skip
    """Move the cursor in the transaction that receives; False where another process moved it meanwhile."""
    moved = rows.run(
        "UPDATE ledger_peer SET taken = %s, moved = CASE WHEN taken < %s THEN %s ELSE moved END, beside = %s,"
        " beside_next = %s, disputed = disputed + %s, wrong = NULL WHERE node = %s AND taken = %s",
        [until, until, at, beside, beside_next, disputed, node, since],
    )
    return moved.rowcount == 1


def held(ids: Sequence[UUID]) -> set[tuple[UUID, bytes]]:
    """Of these ids every commitment that is held here, in whatever words."""
    query = """
        SELECT id, leaf FROM ledger_fact WHERE id = ANY (%s)
        UNION ALL SELECT fact, leaf FROM ledger_double WHERE fact = ANY (%s)
    """
    return {(fact, bytes(leaf)) for fact, leaf in rows.run(query, [list(ids), list(ids)])}


def houses(ids: Sequence[UUID]) -> Mapping[UUID, set[str]]:
    """Of these ids, those that are held here, and as facts of which houses."""
    query = """
        SELECT id, facility FROM ledger_fact WHERE id = ANY (%s)
        UNION ALL SELECT fact, facility FROM ledger_double WHERE fact = ANY (%s)
    """
    found: dict[UUID, set[str]] = {}
    for fact, house in rows.run(query, [list(ids), list(ids)]):
        found.setdefault(fact, set()).add(house)
    return found


def note_finding(node: str, wrong: Wrong, *, at: datetime, held: str = "", found: str = "") -> None:
    """Keep what was found, once: a fault that is still the newest of the peer is not noted again."""
    newest = newest_findings().get(node)
    said = (wrong.what, wrong.why, wrong.place, wrong.index)
    if newest is not None and (newest.what, newest.why, newest.place, newest.entry) == said:
        number = newest.id
    else:
        number = _note(node, at, *said, held, found, "")
    rows.run("UPDATE ledger_peer SET wrong = %s WHERE node = %s", [number, node])


def resume(node: str, *, why: str, by: str, at: datetime) -> None:
    """Note that a person has looked at what stopped a peer: from now on it is followed again."""
    _note(node, at, RESUMED, why, "", -1, "", "", by)
    rows.run("UPDATE ledger_peer SET wrong = NULL WHERE node = %s", [node])


def forget(node: str) -> None:
    """Begin a peer anew: its log is mirrored and taken from the first entry on. What was found stays."""
    rows.run(
        "UPDATE ledger_peer SET size = 0, root = NULL, note = '', taken = 0, beside_next = ''"
        " WHERE node = %s",
        [node],
    )


def findings(*, most: int) -> Sequence[PeerFinding]:
    """What was ever found wrong with peers, the newest first."""
    query = f"SELECT {_FOUND} FROM ledger_peer_finding ORDER BY id DESC LIMIT %s"  # noqa: S608 — names of ours
    return [PeerFinding(*row) for row in rows.run(query, [most])]


def standing_findings() -> Sequence[PeerFinding]:
    """Those that keep a peer from being taken in just now."""
    query = f"SELECT {_FOUND} FROM ledger_peer_finding WHERE id IN (SELECT wrong FROM ledger_peer)"  # noqa: S608
    return [PeerFinding(*row) for row in rows.run(query)]


def newest_findings() -> Mapping[str, PeerFinding]:
    """The newest finding of each peer."""
    query = f"SELECT DISTINCT ON (node) {_FOUND} FROM ledger_peer_finding ORDER BY node, id DESC"  # noqa: S608
    found = [PeerFinding(*row) for row in rows.run(query)]
    return {one.node: one for one in found}


def stopped(node: str) -> PeerFinding | None:
    """What a peer was stopped by, until a person says that it may go on."""
    query = (
        f"SELECT {_FOUND} FROM ledger_peer_finding WHERE node = %s AND what = ANY (%s)"  # noqa: S608
        " ORDER BY id DESC LIMIT 1"
    )
    found = rows.run(query, [node, [*STOPPING, RESUMED]]).fetchone()
    newest = None if found is None else PeerFinding(*found)
    return newest if newest is not None and newest.stops else None


_FOUND = ", ".join(PeerFinding._fields)


def _note(*said: object) -> int:
    """Words of a peer may hold anything, and be of any length."""
    kept = [one.replace("\0", "\ufffd")[:MOST_BYTES] if isinstance(one, str) else one for one in said]
    found = rows.run(_NOTE, kept).fetchone()
    return int(found[0]) if found else 0


_NOTE = (
    "INSERT INTO ledger_peer_finding (node, at, what, why, place, entry, held, found, by)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id"
)
