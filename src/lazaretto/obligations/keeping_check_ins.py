"""Until when each check-in is kept: some days after the isolation in which it was said has ended (M27)."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from lazaretto.obligations.days import counted
from lazaretto.obligations.force import InForce
from lazaretto.protocol.document import Refrain
from lazaretto.registers.duty import PHASES
from lazaretto.registers.events import FOREVER, Columns, Ints
from lazaretto.registers.spans import span_at
from lazaretto.registers.standing import Standing

ISOLATING = PHASES.index("C")
KEPT_TOO_LONG = "check_ins_kept_too_long"  # the condition whose clause says for how many days


class Retention(NamedTuple):
    """What the document in force says: for how many days, and under which rule it is deleted."""

    days: int
    rule: str


def retention(forces: Sequence[InForce], at: int) -> Retention | None:
    """For how many days check-ins are kept at an instant; None where no document in force says so."""
    for force in reversed(forces):
        if force.since <= at < force.until:
            for clause in force.protocol.clauses:
                if isinstance(clause.duty, Refrain) and clause.duty.condition == KEPT_TOO_LONG:
                    return Retention(clause.duty.settings["days"], force.named(clause.id))
    return None


def kept_until(standing: Standing, rows: Columns, *, days: int) -> Ints:
    """The instant from which each check-in must be gone; FOREVER while its isolation lasts.

    One that was said outside any isolation is counted from the day on which it was said.
    """
    phases = standing.phases
    phases = phases.where(phases.value == ISOLATING)
    row = span_at(phases, rows.key, rows.occurred)
    safe = np.maximum(row, 0)
    ends = np.where(row >= 0, phases.end[safe], rows.occurred) if len(phases) else rows.occurred
    over = counted(standing, rows.facility, np.minimum(ends, standing.at), day=days, hour=None)
    until: Ints = np.where(ends < FOREVER, over, FOREVER)
    return until
