"""Issue a directive: one copy for every facility that is to have it, its file kept beside each of them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

import msgspec

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.facts.attachments import Attachment
from lazaretto.facts.directives import DirectiveIssued
from lazaretto.ledger import evidencing
from lazaretto.ledger.receipts import Receipt


def attached(data: bytes, *, name: str) -> Attachment:
    """A file as a fact speaks of it. Raises :class:`Refused` for what is not kept: ``evidence_unfit``."""
    media = evidencing.media_of(data)
    if media is None or not data:
        raise Refused("evidence_unfit", limit=str(evidencing.MOST_BYTES // 2**20))
    return Attachment(
        digest=evidencing.digest_of(data), name=name[:120] or "file", media=media, size=len(data)
    )


def issue_directive(
    body: DirectiveIssued, *, facilities: Sequence[str], made: UUID, file: tuple[str, bytes] | None,
    actor: Actor, device: str, now: datetime,
) -> list[Receipt]:  # fmt: skip
    """Record one copy a facility; all of them or none. made: of the form, pressed twice it is issued once.

    Raises :class:`Refused` where nobody is to have it, and as stating does.
    """
    if not facilities:
        raise Refused("nobody_chosen")
    said, paper = body, None
    if file is not None:
        paper = attached(file[1], name=file[0])
        said = msgspec.structs.replace(body, attachment=paper)
    statements = [
        Statement(body=said, occurred=now, facility=code, id=uuid5(made, code)) for code in facilities
    ]

    def keep(_receipts: Sequence[Receipt]) -> None:
        if paper is not None and file is not None:
            for code in facilities:
                evidencing.keep(file[1], facility=code, media=paper.media, at=now, by=actor.code)

    return state_together(statements, actor=actor, device=device, now=now, beside=keep)


def state_with_paper(
    statement: Statement, *, file: tuple[str, bytes] | None, actor: Actor, device: str, now: datetime
) -> list[Receipt]:
    """Record a statement whose body has an ``attachment``, and keep the file with it; both or neither."""
    if file is None:
        return state_together([statement], actor=actor, device=device, now=now)
    paper = attached(file[1], name=file[0])
    body = msgspec.structs.replace(statement.body, attachment=paper)

    def keep(_receipts: Sequence[Receipt]) -> None:
        facility = statement.facility
        evidencing.keep(file[1], facility=facility, media=paper.media, at=now, by=actor.code)

    said = msgspec.structs.replace(statement, body=body)
    return state_together([said], actor=actor, device=device, now=now, beside=keep)
