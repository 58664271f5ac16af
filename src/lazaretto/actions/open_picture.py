"""Open a picture of a gate: never without a reason, never after its days, and every look at it is noted."""

from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.reading_log import log_read
from lazaretto.access.scope import scoped
from lazaretto.actions.take_picture import oldest_kept
from lazaretto.actions.viewing import view
from lazaretto.ledger import picturing
from lazaretto.ledger.picturing import Kept
from lazaretto.registers.record import Record

SUBJECT = "picture:{}"  # what stands in the log of reads: the beginning of the digest
_SHOWN = 24  # hexadecimal figures of it; the column holds 64 characters


def open_picture(
    facility: str, digest: str, *, reason: str, actor: Actor, now: datetime, record: Record | None = None
) -> Kept:
    """The picture. Raises :class:`Refused` without the right, a reason, or a picture that is still kept.

    The house sees that its gate was looked at, and what was counted; the picture itself is for the
    detachment that took it and for the inspector.
    """
    actor.require("read_pictures", facility=facility)
    since = oldest_kept(view(now=now, record=record), now=now)
    with scoped(actor.scope):
        found = picturing.kept(digest, facility=facility, since=since) if since is not None else None
    log_read(
        actor=actor, subject=SUBJECT.format(digest[:_SHOWN]), facility=facility, reason=reason, at=now,
        outcome="granted" if found else "refused",
    )  # fmt: skip
    if found is None:
        raise Refused("picture_gone")
    return found
