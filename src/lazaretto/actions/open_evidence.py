"""Open a piece of evidence: whoever reads facts of the house may, and each look at it is noted."""

from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.reading_log import log_read
from lazaretto.access.scope import scoped
from lazaretto.ledger import evidencing
from lazaretto.ledger.evidencing import Evidence

SUBJECT = "evidence:{}"  # what stands in the log of reads: the beginning of the digest
_SHOWN = 24  # hexadecimal figures of it; the column holds 64 characters


def open_evidence(facility: str, digest: str, *, reason: str, actor: Actor, now: datetime) -> Evidence:
    """The file. Raises :class:`Refused` without the right, and with ``evidence_gone`` where it is not kept.

    A paper that stayed with the house has a digest in the record and no file here.
    """
    actor.require("read_facts", facility=facility)
    with scoped(actor.scope):
        found = evidencing.kept(digest, facility=facility)
    log_read(
        actor=actor, subject=SUBJECT.format(digest[:_SHOWN]), facility=facility, reason=reason, at=now,
        outcome="granted" if found else "refused",
    )  # fmt: skip
    if found is None:
        raise Refused("evidence_gone")
    return found
