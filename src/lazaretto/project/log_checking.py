"""Checks the whole log in a process of its own, so that no page waits for it.

``python -m lazaretto.project.log_checking FOLDER SECONDS`` adds a JSON object a line to ``lines.jsonl`` of
the folder: how far it came, what is wrong, at last that it ended. It stops with what it has after so many
seconds, when the folder holds ``stop``, or when nobody has looked for ten minutes.
"""

import os
import sys
import time
from pathlib import Path

import msgspec

from lazaretto.cli.working_apart import LINES, add, stopped
from lazaretto.proofs.sentences import coded

POLITE = 5  # how far it stands back behind the server on the same cores
PATIENCE = 600.0  # seconds: an inspector reads other pages meanwhile
EVERY = 0.5  # seconds between two lines of progress


def check(folder: Path, *, seconds: float, patience: float = PATIENCE) -> bool:
    """Check the log of this house and tell it into the folder; True where nothing is wrong in all of it."""
    from django.conf import settings

    from lazaretto.actions.check_log import Stage, check_log
    from lazaretto.project.proving import signer

    begun, told = time.monotonic(), -EVERY

    with (folder / LINES).open("ab", buffering=0) as lines:

        def tell(kind: str, **said: object) -> None:
            add(lines.write, msgspec.json.encode({"kind": kind, **said}))

        def reached(stage: Stage, done: int, of: int) -> bool:
            nonlocal told
            since = time.monotonic() - begun
            if since - told >= EVERY or done == of:
                told = since
                tell("progress", stage=stage, done=done, of=of)
            return since < seconds and not stopped(folder, patience=patience)

        found = check_log(settings.LEDGER_FOLDER, signer().verifier, reached=reached)
        for fault in found.faults:
            tell("wrong", place=fault.place, entry=fault.entry, **coded(fault.why))
        for one in found.strange:
            tell("wrong", place=f"{one.table} {one.key}".strip(), entry=one.entry, **coded(one.why))
        tell("answer", entries=found.entries, elsewhere=found.elsewhere, whole=found.whole)
    return found.whole and not found.faults and not found.strange


def main(folder: Path, *, seconds: float) -> int:
    """The whole of the process, under the role that can only add; its status."""
    from lazaretto.project.opening import set_up

    os.nice(POLITE)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lazaretto.project.settings")
    set_up()

    from lazaretto.project.passing import give_up_rights

    give_up_rights()
    return 0 if check(folder, seconds=seconds) else 1


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), seconds=float(sys.argv[2])))
