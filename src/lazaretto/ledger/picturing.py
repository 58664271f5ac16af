"""Pictures of gates: kept under their digest for as long as the protocol says, and shown no longer."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from lazaretto.ledger import rows


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture that is kept, as it was taken last. digest: SHA-256, hexadecimal.

    first: when these very bytes were first taken; a live camera never sends the same picture twice.
    """

    digest: str
    camera: str
    taken: datetime
    taken_by: str
    jpeg: bytes
    first: datetime


def keep(jpeg: bytes, *, facility: str, camera: str, taken: datetime, taken_by: str) -> str:
    """Keep a picture, in the caller's transaction; its digest."""
    digest = sha256(jpeg).hexdigest()
    rows.run(
        "INSERT INTO ledger_picture (facility, digest, camera, taken, taken_by, jpeg)"
        " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        [facility, digest, camera, taken, taken_by, jpeg],
    )
    return digest


def kept(digest: str, *, facility: str, since: datetime | None) -> Kept | None:
    """The picture of a digest, if it is in scope and was taken at ``since`` or later (None: whenever)."""
    found = rows.run(
        "SELECT digest, camera, taken, taken_by, jpeg, min(taken) OVER () FROM ledger_picture"
        " WHERE facility = %s AND digest = %s ORDER BY taken DESC LIMIT 1",
        [facility, digest],
    ).fetchone()
    if found is None or (since is not None and found[2] < since):
        return None
    return Kept(found[0], found[1], found[2], found[3], bytes(found[4]), found[5])


def forget(*, facility: str, before: datetime) -> int:
    """Delete a facility's pictures that were taken before an instant; how many."""
    found = rows.run("SELECT ledger_forget_pictures(%s, %s)", [facility, before]).fetchone()
    return int(found[0]) if found else 0
