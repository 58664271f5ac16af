"""Handovers: that the list handed out is the list taken in (M29)."""

import numpy as np

from lazaretto.registers.events import Columns
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
OUTGOING = 0  # as ``handover_held`` and ``handover_line`` say whose word it is


def handover_differs(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Whoever took over counted another number of people held, or did not take on what was handed out.

    What the list did not say is not compared; each acknowledgement is, a second one too.
    """
    taken = standing.during("handover_acknowledged", start, end)
    held, lines = standing.events("handover_held"), standing.events("handover_line")
    differs = []
    for key, fact in zip(taken.key.tolist(), taken.fact.tolist(), strict=True):
        said = held.value[(held.key == key) & (held.aux == OUTGOING)][-1:].tolist()
        counted = held.value[held.fact == fact].tolist()
        out = lines.value[(lines.key == key) & (lines.aux == OUTGOING)]
        left = np.setdiff1d(out, lines.value[lines.fact == fact])
        differs.append(bool(said and said != counted) or len(left) > 0)
    return taken.where(np.array(differs, np.bool_))
