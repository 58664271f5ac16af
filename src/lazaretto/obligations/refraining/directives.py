"""Two directives that contradict each other, and nobody has said which of them prevails (M04)."""

import numpy as np

from lazaretto.obligations.days import HOUR
from lazaretto.obligations.directives import contradictions
from lazaretto.registers.events import FOREVER, Columns
from lazaretto.registers.standing import Standing

Settings = dict[str, int]


def contradiction_unsettled(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Hours after two directives came to contradict each other nobody had said which prevails.

    The later of the two is named. What is out of force by then contradicts nothing any more.
    """
    wait = settings["hours"] * HOUR
    issued = standing.events("directive_in_force")
    found = []
    for pair in contradictions(standing):
        due = pair.since + wait
        settled = pair.settled_at is not None and pair.settled_at < due
        if start <= due < min(end, pair.until) and not settled:
            row = np.flatnonzero(issued.fact == pair.fact)[:1]
            found.append((int(row[0]), due))
    rows = issued.where(np.array([row for row, _ in found], np.int64))
    due_at = np.array([due for _, due in found], np.int64)
    return Columns(
        rows.key, rows.facility, due_at, rows.recorded, np.full(len(rows), FOREVER), rows.value, rows.aux,
        rows.fact,
    )  # fmt: skip
