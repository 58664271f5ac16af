"""Open the log of access: who read whose record, what was done to accounts, who was refused or locked out."""

from dataclasses import dataclass
from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.access.deeds import PARTS, deeds
from lazaretto.actions.list_reads import ReadLine, list_reads
from lazaretto.actions.open_accounts import DeedLine, deed_line, open_requests

MOST = 100
READS = "reads"
TABS = (READS, *PARTS)


@dataclass(frozen=True, slots=True)
class AccessLog:
    """A page of the log. before: where the next page begins; None: this is the last. waiting: for the reader.

    skip: of reads, how many newer ones were passed over.
    """

    at: datetime
    part: str
    reads: tuple[ReadLine, ...]
    lines: tuple[DeedLine, ...]
    before: int | None
    skip: int
    waiting: tuple[DeedLine, ...]


def open_access_log(
    *, part: str, actor: Actor, now: datetime, by: str = "", subject: str = "", before: int | None = None,
    skip: int = 0,
) -> AccessLog:  # fmt: skip
    """One page of one part, newest first. Raises :class:`Refused` for whoever may not read the log."""
    actor.require("read_log")
    waiting = open_requests(actor=actor)
    if part == READS or part not in TABS:
        found = list_reads(
            actor=actor, subject=subject or None, reader=by or None, skip=skip, limit=MOST,
        )  # fmt: skip
        more = skip + MOST if len(found) == MOST else None
        return AccessLog(now, READS, found, (), more, skip, waiting)
    rows = list(
        deeds(actor=actor, part=part, by=by, subject=subject, before=before).select_related("answer")[
            : MOST + 1
        ]
    )
    lines = tuple(map(deed_line, rows[:MOST]))
    return AccessLog(now, part, (), lines, lines[-1].number if len(rows) > MOST else None, 0, waiting)
