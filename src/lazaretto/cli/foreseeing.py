"""Lives a past day in a process of its own, so that no page waits for it or for the engine to be compiled.

``python -m lazaretto.cli.foreseeing FOLDER`` reads the question in ``request.json`` of the folder, puts the
counts by life and day into ``foreseen.json``, and says at last in ``lines.jsonl`` that it ended, or what is
at fault. It is short, and asks neither for its seconds nor whether somebody looks.
"""

import os
import sys
from pathlib import Path

import msgspec

from lazaretto.cli.working_apart import LINES, REQUEST, add, put
from lazaretto.twin.asking import Question, canonical
from lazaretto.twin.foreseeing import foreseen
from lazaretto.twin.observing import CANNOT_BE_LIVED
from lazaretto.twin.vetting import raised

FORESEEN = "foreseen.json"
POLITE = 5  # how far it stands back behind the server on the same cores


def foresee(folder: Path) -> bool:
    """Live what the folder asks; True where it was lived, False where a fault was."""
    asked = msgspec.json.decode((folder / REQUEST).read_bytes(), type=Question)
    with (folder / LINES).open("ab", buffering=0) as lines:
        try:
            found = foreseen(asked, threads=os.cpu_count() or 1)
        except CANNOT_BE_LIVED as wrong:
            add(lines.write, msgspec.json.encode({"kind": "fault", "fault": raised(wrong)}))
            return False
        put(folder, FORESEEN, canonical({name: lives.tolist() for name, lives in found.items()}))
        add(lines.write, msgspec.json.encode({"kind": "answer"}))
    return True


if __name__ == "__main__":
    os.nice(POLITE)
    raise SystemExit(0 if foresee(Path(sys.argv[1])) else 1)
