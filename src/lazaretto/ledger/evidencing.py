"""Evidence of what was found and put right: kept under its digest, and never taken away.

Pictures of gates (``picturing``) are another thing, and stay one: they are deleted after the protocol's days,
and a house never sees them. A finding keeps what shows it for as long as the finding is kept.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

from lazaretto.ledger import rows

Media = Literal["image/jpeg", "image/png", "application/pdf"]
MOST_BYTES = 8 * 1024 * 1024  # of one file; the database has the same limit
_BEGINS: tuple[tuple[bytes, Media], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"%PDF-", "application/pdf"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """One file that is kept. digest: SHA-256, hexadecimal."""

    digest: str
    media: Media
    kept: datetime
    kept_by: str
    data: bytes


def media_of(data: bytes) -> Media | None:
    """What a file is, by how it begins; None for what is not kept: too large, empty, or of another sort."""
    if len(data) > MOST_BYTES:
        return None
    return next((media for begins, media in _BEGINS if data.startswith(begins)), None)


def digest_of(data: bytes) -> str:
    """The name under which a file is kept."""
    return sha256(data).hexdigest()


def keep(data: bytes, *, facility: str, media: Media, at: datetime, by: str) -> str:
    """Keep a file, in the caller's transaction; its digest. The same bytes are kept once."""
    digest = digest_of(data)
    rows.run(
        "INSERT INTO ledger_evidence (facility, digest, media, kept, kept_by, bytes)"
        " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        [facility, digest, media, at, by, data],
    )
    return digest


def kept(digest: str, *, facility: str) -> Evidence | None:
    """The file of a digest, if it is kept for that facility and in scope."""
    found = rows.run(
        "SELECT digest, media, kept, kept_by, bytes FROM ledger_evidence WHERE facility = %s AND digest = %s",
        [facility, digest],
    ).fetchone()
    return Evidence(found[0], found[1], found[2], found[3], bytes(found[4])) if found else None
