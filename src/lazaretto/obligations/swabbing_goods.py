"""What the samples of consignments say: one rule for what may go in and for what was let in too early."""

from typing import NamedTuple

import numpy as np

from lazaretto.obligations.seeking import pairs, row_before
from lazaretto.registers.events import Columns, Flags, Ints
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS

WAITING = -1  # a tube of which nobody has said a result


class Swabs(NamedTuple):
    """The samples of some consignments, one row each: of which asked one, of which tube, with what result.

    asked: row of the question. sampled: row of ``goods_sampled``. result: index in RESULTS, or WAITING.
    """

    asked: Ints
    sampled: Ints
    result: Ints


def swabs(standing: Standing, *, keys: Ints, since: Ints, instants: Ints) -> Swabs:
    """What was known, at an instant each, of each consignment's samples since it was registered."""
    sampled, said = standing.events("goods_sampled"), standing.events("tube_result")
    asked, row = pairs(keys, sampled.key)
    taken = sampled.occurred[row]
    chosen = (taken >= since[asked]) & (taken <= instants[asked])
    asked, row = asked[chosen], row[chosen]
    latest = row_before(said, sampled.value[row], instants[asked])
    result = np.where(latest >= 0, _values(said)[np.maximum(latest, 0)], WAITING)
    return Swabs(asked, row, result.astype(np.int64))


def cleared(found: Swabs, count: int) -> Flags:
    """Which of ``count`` consignments have a negative sample, none that is positive, and none awaited."""
    negative = _any(found, RESULTS.index("negative"), count)
    return negative & ~_any(found, RESULTS.index("positive"), count) & ~_any(found, WAITING, count)


def _any(found: Swabs, result: int, count: int) -> Flags:
    return np.bincount(found.asked[found.result == result], minlength=count) > 0


def _values(said: Columns) -> Ints:
    return said.value if len(said) else np.zeros(1, np.int64)
