"""Hold the tables against the published log: what was changed behind the record's back, with its place."""

from dataclasses import dataclass
from pathlib import Path

from lazaretto.access.scope import everywhere
from lazaretto.ledger.checking import Strange, erased_elsewhere, strange, strange_roots
from lazaretto.ledger.publishing import reading
from lazaretto.proofs.auditing import Fault, audit
from lazaretto.proofs.entries import Orders
from lazaretto.proofs.notes import Verifier


@dataclass(frozen=True, slots=True)
class CheckedLog:
    """entries: of the published log. faults: of its files. strange: of the tables beside it.

    elsewhere: facts that came without words, of which only another node's log can say that they were erased.
    """

    entries: int
    faults: tuple[Fault, ...]
    strange: tuple[Strange, ...]
    elsewhere: int


def check_log(folder: Path, log: Verifier) -> CheckedLog:
    """Check the log's files, and then the tables against them."""
    found = audit(reading(folder), log, entry=Orders())
    size = 0 if found.checkpoint is None else found.checkpoint.checkpoint.size
    with everywhere("the tables are held against the log"):
        wrong = (*strange(folder, size=size), *strange_roots(folder, log, size=size))
        elsewhere = erased_elsewhere()
    return CheckedLog(size, found.faults, wrong, elsewhere)
