"""Publish the proved log: facts become entries, and the folder of files is brought up to them.

Two transactions: what was given a number keeps it, whatever becomes of the files.
"""

from datetime import datetime
from pathlib import Path

from lazaretto.access.scope import everywhere
from lazaretto.ledger import proving, publishing
from lazaretto.ledger.publishing import Published
from lazaretto.proofs.notes import Signer

_AT_ONCE = 10_000  # facts that one transaction enters: appends never wait for it, only other publishers


def publish_log(folder: Path, signer: Signer, *, now: datetime) -> Published:
    """Enter what is new, grow the tree, sign its root. Errors: ``LogIsBroken``: then nothing is signed."""
    entered = _AT_ONCE
    while entered == _AT_ONCE:
        with everywhere("facts become entries of the log"):
            entered = proving.enter(most=_AT_ONCE)
    with everywhere("the log is published"):
        return publishing.publish(folder, signer, now=now)
