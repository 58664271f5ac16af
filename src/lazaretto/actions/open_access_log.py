"""Open the log of access: who read whose record, what was done to accounts, who was refused or locked out."""

from dataclasses import dataclass
from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.access.deeds import PARTS, deeds
from lazaretto.actions.list_reads import ReadLine, list_reads
from lazaretto.actions.open_accounts import DeedLine, deed_line, open_requests

MOST = 100
READS, ALL = "reads", "all"  # of what: of records; every deed, in the order in which it happened
TABS = (READS, ALL, *PARTS)


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


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What somebody looks for. by, subject: who did it, whom it is about; in all of the log ``by`` is either.

    address: of the post. since, until: the first day, and the one after the last, as instants.
    """

    by: str = ""
    subject: str = ""
    address: str = ""
    since: datetime | None = None
    until: datetime | None = None


def open_access_log(
    *, part: str, actor: Actor, now: datetime, only: Narrowed = Narrowed(), before: int | None = None,
    skip: int = 0,
) -> AccessLog:  # fmt: skip
    """One page of one part, newest first. Raises :class:`Refused` for whoever may not read the log."""
    actor.require("read_log")
    waiting = open_requests(actor=actor)
    if part == READS or part not in TABS:
        read = list_reads(
            actor=actor, subject=only.subject or None, reader=only.by or None, since=only.since,
            until=only.until, skip=skip, limit=MOST,
        )  # fmt: skip
        more = skip + MOST if len(read) == MOST else None
        return AccessLog(now, READS, read, (), more, skip, waiting)
    who = {"who": only.by} if part == ALL else {"by": only.by}
    found = deeds(
        actor=actor, part=part, subject=only.subject, address=only.address, since=only.since,
        until=only.until, before=before, **who,
    )  # fmt: skip
    rows = list(found.select_related("answer")[: MOST + 1])
    lines = tuple(map(deed_line, rows[:MOST]))
    return AccessLog(now, part, (), lines, lines[-1].number if len(rows) > MOST else None, 0, waiting)
