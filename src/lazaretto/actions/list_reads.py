"""List who read whose record, why and when: for the audit administrator and the inspector."""

from dataclasses import dataclass
from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.access.reading_log import reads

MOST = 500


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One look at a record. subject ``*``: a page of facts about several people."""

    at: datetime
    reader: str
    role: str
    subject: str
    facility: str
    reason: str
    whole: bool
    outcome: str


def list_reads(
    *, actor: Actor, facility: str | None = None, subject: str | None = None, reader: str | None = None,
    since: datetime | None = None, until: datetime | None = None, skip: int = 0, limit: int = 100,
) -> tuple[ReadLine, ...]:  # fmt: skip
    """The reads after the first ``skip``, newest first; since, until: as in :func:`reads`. Raises
    :class:`Refused` by role.
    """
    found = reads(actor=actor, facility=facility, subject=subject, reader=reader, since=since, until=until)
    return tuple(
        ReadLine(
            row.at, row.reader, row.reader_role, row.subject, row.facility, row.reason, row.whole, row.outcome
        )
        for row in found[skip : skip + min(limit, MOST)]
    )
