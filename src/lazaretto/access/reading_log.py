"""Who read whose record, why and when. What an inspector read is not shown to the facility."""

from datetime import datetime, timedelta
from typing import Literal

from django.db.models import QuerySet

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.models import Read

LONGEST_REASON = 400
NODE = "node"  # the role that stands for another node of ours
EVERYBODY = "*"  # the subject of a read that was about nobody in particular
AN_ACT = timedelta(hours=1)  # of copying by a machine
NOWHERE = ""  # the facility of a read that no single one can be named for
Outcome = Literal["granted", "refused"]


def log_read(
    *, actor: Actor, subject: str, facility: str, reason: str, at: datetime, whole: bool = False,
    outcome: Outcome = "granted",
) -> None:  # fmt: skip
    """Note that an actor reads a person's record at a facility, before anything is shown.

    ``whole``: with the path through other facilities. ``outcome``: whether anything is shown at all.
    Raises :class:`Refused` without a reason: a record is not opened without one.
    """
    given = " ".join(reason.split())
    if not given:
        raise Refused("reason_missing")
    Read.objects.create(
        reader=actor.code,
        reader_role=actor.role,
        subject=subject,
        facility=facility,
        reason=given[:LONGEST_REASON],
        at=at,
        whole=whole,
        outcome=outcome,
    )


def log_pull(*, node: str, facility: str, first: int, at: datetime, again: bool = False) -> None:
    """Note that a node of ours reads entries with people's words in them: one line an hour, from which on.

    Whoever mirrors a log asks every half minute; each hour of it is one act of copying. again: it has read
    far beyond them already, and a line says so at once: another may have its token.
    """
    since = at - AN_ACT
    if not again and Read.objects.filter(reader=node, reader_role=NODE, at__gt=since, at__lte=at).exists():
        return
    Read.objects.create(
        reader=node, reader_role=NODE, subject=EVERYBODY, facility=facility, at=at, outcome="granted",
        reason=f"the log, from entry {first} on",
    )  # fmt: skip


def reads(
    *, actor: Actor, facility: str | None = None, subject: str | None = None, reader: str | None = None,
    since: datetime | None = None, until: datetime | None = None,
) -> QuerySet[Read]:  # fmt: skip
    """The log as an actor may see it, newest first; of a house, about a person, by a reader where named.

    since, until: the instant before which, and from which on, it leaves lines out.

    The audit administrator and the inspector see every read; whoever else may ``read_log`` sees the reads at
    their own facilities, and never an inspector's. Raises :class:`Refused` for everybody else.
    """
    actor.require("read_log")
    found = Read.objects.order_by("-at", "-id")
    if actor.role not in ("audit_admin", "inspector"):
        found = found.exclude(reader_role="inspector")
        if not actor.scope.everywhere:
            found = found.filter(facility__in=actor.scope.facilities)
    if facility is not None:
        found = found.filter(facility=facility)
    if subject is not None:
        found = found.filter(subject=subject)
    if reader is not None:
        found = found.filter(reader=reader)
    if since is not None:
        found = found.filter(at__gte=since)
    return found if until is None else found.filter(at__lt=until)
