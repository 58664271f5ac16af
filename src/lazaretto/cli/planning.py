"""Works out a roster in a process of its own, so that no page waits for it and no server thread is held.

``python -m lazaretto.cli.planning FOLDER SECONDS`` reads ``request.json`` of the folder and adds a JSON
object a line to ``lines.jsonl``: how far it came, at last the answer or what is at fault. It stops with the
best so far when the folder holds ``stop``, or when nobody has touched ``seen`` for a while: whoever asked
has gone.
"""

import sys
import time
from pathlib import Path

from lazaretto.cli.spreading import plan_together
from lazaretto.cli.working_apart import LINES, REQUEST, add, stopped
from lazaretto.roster.working import work

PATIENCE = 30.0  # seconds: a page that looks asks every second; a browser in the background may sleep longer


def plan(folder: Path, *, seconds: float, patience: float = PATIENCE) -> bool:
    """Work out what the folder asks for; True where an answer was written, False where a fault was."""
    with (folder / LINES).open("ab", buffering=0) as lines:
        return work(
            (folder / REQUEST).read_bytes(), write=lambda line: add(lines.write, line),
            stopped=lambda: stopped(folder, patience=patience), clock=time.monotonic, seconds=seconds,
            planner=plan_together,
        )  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(0 if plan(Path(sys.argv[1]), seconds=float(sys.argv[2])) else 1)
