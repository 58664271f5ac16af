"""State something together with the pictures and papers that show it: both are kept, or neither is."""

from collections.abc import Callable, Sequence
from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.ledger import evidencing
from lazaretto.ledger.receipts import Receipt

MOST = 8  # files of one statement, as its form has it


def state_with_evidence(
    said: Callable[[tuple[str, ...]], Sequence[Statement]], files: Sequence[bytes], *, facility: str,
    actor: Actor, device: str, now: datetime,
) -> list[Receipt]:  # fmt: skip
    """Record what ``said`` makes of the digests of the files, and keep the files with it.

    Raises :class:`Refused` with ``evidence_unfit`` for a file that is too large or of another sort, and as
    stating does; then nothing is kept.
    """
    sorts = [evidencing.media_of(data) for data in files[:MOST]]
    if None in sorts or len(files) > MOST:
        raise Refused("evidence_unfit", limit=str(evidencing.MOST_BYTES // 2**20))

    def keep(_receipts: Sequence[Receipt]) -> None:
        for data, media in zip(files, sorts, strict=True):
            if media is not None:
                evidencing.keep(data, facility=facility, media=media, at=now, by=actor.code)

    digests = tuple(dict.fromkeys(evidencing.digest_of(data) for data in files))
    return state_together(said(digests), actor=actor, device=device, now=now, beside=keep)
