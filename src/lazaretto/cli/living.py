"""Answers a question to the twin in a process of its own, so that no page waits for it.

``python -m lazaretto.cli.living FOLDER SECONDS`` reads ``request.json`` of the folder, adds a JSON object a
line to ``lines.jsonl`` (how far it came, at last that it ended or what is at fault) and puts the reply so far
into ``reply.json``. It stops with the reply so far when its seconds are over (from the first point that was
lived on), when the folder holds ``stop``, or when nobody has looked for a while.
"""

import os
import sys
import time
from collections.abc import Callable
from math import inf
from pathlib import Path

import msgspec

from lazaretto.cli.working_apart import LINES, REQUEST, add, put, stopped
from lazaretto.twin.asking import Question, Reply, canonical
from lazaretto.twin.observing import CANNOT_BE_LIVED
from lazaretto.twin.replying import reply
from lazaretto.twin.vetting import raised

REPLY = "reply.json"
PATIENCE = 900.0  # seconds: a leader closes the page, and comes back to it after a call
POLITE = 5  # how far it stands back behind the server on the same cores


def live(
    folder: Path, *, seconds: float, patience: float = PATIENCE, clock: Callable[[], float] = time.monotonic
) -> bool:
    """Answer what the folder asks; True where a reply was written, False where a fault was."""
    question, begun = msgspec.json.decode((folder / REQUEST).read_bytes(), type=Question), clock()
    ends = [inf]  # its seconds begin with the first point: the engine may have had to be compiled before that
    with (folder / LINES).open("ab", buffering=0) as lines:

        def say(value: object) -> None:
            add(lines.write, msgspec.json.encode(value))

        def moved(done: int, of: int) -> bool:
            at = clock()
            ends[0] = min(ends[0], at + seconds)
            say({"kind": "progress", "done": done, "of": of, "seconds": at - begun})
            return at < ends[0] and not stopped(folder, patience=patience)

        say({"kind": "progress", "done": 0, "of": question.points, "seconds": 0.0})
        try:
            last = reply(
                question, threads=os.cpu_count() or 1, progress=moved, told=lambda r: _put(folder, r)
            )
        except CANNOT_BE_LIVED as wrong:
            say({"kind": "fault", "fault": raised(wrong)})
            return False
        _put(folder, last)
        say({"kind": "answer", "seconds": clock() - begun})
        return True


def _put(folder: Path, found: Reply) -> None:
    put(folder, REPLY, canonical(found))


if __name__ == "__main__":
    os.nice(POLITE)
    raise SystemExit(0 if live(Path(sys.argv[1]), seconds=float(sys.argv[2])) else 1)
