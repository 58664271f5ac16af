"""The random-number limit: how long one draw takes that does nothing but be drawn."""

import time

import numpy as np
from numba import njit

from lazaretto.twin.engine.streams import GOLDEN, mixed

_COUNT = 200_000_000


@njit(nogil=True)
def _drawn(count: int) -> np.uint64:
    found, key = np.uint64(0), np.uint64(1)
    for _ in range(count):
        key += GOLDEN
        found ^= mixed(key)
    return found


def seconds_of_a_draw() -> float:
    """Processor seconds of a draw of SplitMix64, one after the other."""
    _drawn(1)
    began = time.process_time()
    _drawn(_COUNT)
    return (time.process_time() - began) / _COUNT
