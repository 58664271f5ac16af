"""Endings said by a stranger: a house cannot end what another house began, nor let another's people go.

Else whoever may speak for one house could clear a person who is held in another.
"""

from dataclasses import replace

import numpy as np

from lazaretto.registers.events import Columns, Flags, Ints, no_events
from lazaretto.registers.spans import Spans, spans, value_at

_NOBODY = -1


def foreign_leavings(placed: Columns, unplaced: Columns) -> Flags:
    """Which leavings were said by another house than the one that has the person's bed at the time.

    Only a leaving said by the house of the last placing empties the bed: a stranger who says it twice
    is a stranger twice.
    """
    before = unplaced.occurred - 1
    own = unplaced.where(_house(spans(placed, no_events()), unplaced.key, before) == unplaced.facility)
    holder = _house(spans(placed, own), unplaced.key, before)
    foreign: Flags = (holder != _NOBODY) & (holder != unplaced.facility)
    return foreign


def foreign_leg_ends(starts: Columns, ends: Columns, *, beds: Spans) -> Flags:
    """Which ends of a leg were said neither by the house that began it nor by the person's own."""
    began = _house(spans(starts, no_events()), ends.key, ends.occurred - 1)
    foreign: Flags = (began != _NOBODY) & (began != ends.facility)
    for instant in (ends.occurred - 1, ends.occurred):
        foreign &= _house(beds, ends.key, instant) != ends.facility
    return foreign


def _house(held: Spans, keys: Ints, instants: Ints) -> Ints:
    """The facility that holds each key at an instant each; -1 for none."""
    by_house = replace(held, value=held.facility)
    found: Ints = value_at(by_house, keys, np.asarray(instants), default=_NOBODY)
    return found
