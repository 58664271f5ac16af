"""Works out why quarantine lasts so many days, in a process of its own, so that no page waits for it.

``python -m lazaretto.cli.finding FOLDER`` reads the question in ``request.json`` of the folder, puts what it
found into ``finding.json``, and says at last in ``lines.jsonl`` that it ended, or what is at fault. It is
short, and asks neither for its seconds nor whether somebody looks.
"""

import os
import sys
from pathlib import Path

import msgspec

from lazaretto.cli.working_apart import LINES, REQUEST, add, put
from lazaretto.twin.asking import Question, canonical, ordered
from lazaretto.twin.explaining import finding
from lazaretto.twin.observing import CANNOT_BE_LIVED, setting_of
from lazaretto.twin.vetting import raised

FOUND = "finding.json"
CHAINS = 1000  # lives of a cell at each point: a chance of one in a hundred is known to a third of itself
POLITE = 5  # how far it stands back behind the server on the same cores


def find(folder: Path, *, chains: int = CHAINS) -> bool:
    """Work out what the folder asks; True where it was found, False where a fault was."""
    asked = msgspec.json.decode((folder / REQUEST).read_bytes(), type=Question)
    with (folder / LINES).open("ab", buffering=0) as lines:
        try:
            found = finding(setting_of(asked), ordered(asked), chains=chains, threads=os.cpu_count() or 1)
        except CANNOT_BE_LIVED as wrong:
            add(lines.write, msgspec.json.encode({"kind": "fault", "fault": raised(wrong)}))
            return False
        put(folder, FOUND, canonical(found))
        add(lines.write, msgspec.json.encode({"kind": "answer"}))
    return True


if __name__ == "__main__":
    os.nice(POLITE)
    raise SystemExit(0 if find(Path(sys.argv[1])) else 1)
