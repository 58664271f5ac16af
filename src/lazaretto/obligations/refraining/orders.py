"""How legs end and people leave: signed, with a reason, and into hands that acknowledge it."""

import numpy as np

from lazaretto.obligations.days import HOUR
from lazaretto.obligations.groups import LAST
from lazaretto.obligations.refraining.custody import moved_to
from lazaretto.obligations.refraining.quarantine import leg_of
from lazaretto.obligations.seeking import last_before
from lazaretto.registers.custody import PARTIES
from lazaretto.registers.events import Columns, Flags, joined
from lazaretto.registers.quarantine import OUTCOMES
from lazaretto.registers.spans import span_at
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
_SIGNED = (OUTCOMES.index("completed"), OUTCOMES.index("cut_short"))


def leg_ended_uncleared(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A leg was called over and nobody had signed its end since its clock was last set (M19).

    A leg broken off by law or by hospital needs no signature.
    """
    ended = standing.during("leg_ended", start, end)
    row = leg_of(standing, ended)
    apart = (row >= 0) & np.isin(ended.aux, _SIGNED) & (ended.value <= LAST)
    ended, row = ended.where(apart), row[apart]
    signed, since = standing.events("cleared"), standing.legs.start[row] if len(row) else row
    unsigned = np.ones(len(ended), np.bool_)
    for layer in np.unique(ended.value).tolist():
        mine = ended.value == layer
        last = last_before(signed.where(signed.value == layer), ended.where(mine))
        unsigned[mine] = last < since[mine]
    return ended.where(unsigned)


def cut_short_unreasoned(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A leg was cut short, and neither its end nor an order of another end says why (M15)."""
    cut = standing.during("leg_cut_short", start, end)
    orders, unsaid = standing.events("end_ordered"), cut.aux == 0
    for layer in np.unique(cut.value).tolist():
        mine = cut.value == layer
        unsaid[mine] &= last_before(orders.where(orders.aux == layer), cut.where(mine)) < 0
    return cut.where(unsaid)


def release_unacknowledged(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody left out of a running leg, and ``hours`` later nobody outside had acknowledged it (M06)."""
    wait = settings["hours"] * HOUR
    gone = joined([standing.during(name, start - wait, end - wait) for name in ("released", "left_network")])
    gone = gone.where(_out_of_a_leg(standing, gone))
    due = gone.occurred + wait
    received, placed = standing.events("received"), standing.events("placed")
    received = received.where(received.value != PARTIES.index("facility"))
    at_due = moved_to(gone, np.ones(len(gone), np.bool_), due)  # in order of time still: the wait is one
    return at_due.where(last_before(received, at_due) < last_before(placed, gone))


def _out_of_a_leg(standing: Standing, gone: Columns) -> Flags:
    row = span_at(standing.legs, gone.key, gone.occurred - 1)
    running = row >= 0
    if len(standing.legs):
        running &= standing.legs.value[np.maximum(row, 0)] <= LAST
    return running
