"""Hold the tables against the published log: what was changed behind the record's back, with its place."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from lazaretto.access.scope import everywhere
from lazaretto.ledger.checking import Strange, erased_elsewhere, strange, strange_roots
from lazaretto.ledger.publishing import reading
from lazaretto.proofs.auditing import Fault, audit
from lazaretto.proofs.entries import Orders
from lazaretto.proofs.notes import Verifier

Stage = Literal["files", "tables"]
Reached = Callable[[Stage, int, int], bool]  # of what, how many entries, of how many; False: stop here


@dataclass(frozen=True, slots=True)
class CheckedLog:
    """entries: of the published log. faults: of its files. strange: of the tables beside it.

    elsewhere: facts that came without words, of which only another node's log can say that they were erased.
    whole: it was not stopped before its end; else the faults are those of what was looked at.
    """

    entries: int
    faults: tuple[Fault, ...]
    strange: tuple[Strange, ...]
    elsewhere: int
    whole: bool = True


def check_log(folder: Path, log: Verifier, *, reached: Reached | None = None) -> CheckedLog:
    """Check the log's files, and then the tables against them. reached: told how far it has come."""
    stopped: list[Stage] = []

    def told(stage: Stage, done: int, of: int) -> bool:
        if reached is not None and not stopped and not reached(stage, done, of):
            stopped.append(stage)
        return not stopped

    found = audit(reading(folder), log, entry=Orders(), progress=partial(told, "files"))
    size = 0 if found.checkpoint is None else found.checkpoint.checkpoint.size
    if stopped:
        return CheckedLog(size, found.faults, (), 0, whole=False)
    with everywhere("the tables are held against the log"):
        wrong = tuple(strange(folder, size=size, progress=partial(told, "tables")))
        if stopped:
            return CheckedLog(size, found.faults, wrong, 0, whole=False)
        wrong += tuple(strange_roots(folder, log, size=size))
        elsewhere = erased_elsewhere()
    return CheckedLog(size, found.faults, wrong, elsewhere)
