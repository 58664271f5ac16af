"""Random draws with names, counter-based: a draw is a function of (seed, replicate, person, name, number).

Nothing is remembered between draws, so a result does not depend on the order of work or on the number of
threads, and two policies that leave a person alone give that person the same fate (common random numbers).
The mixing is the finaliser of SplitMix64 (Steele, Lea & Flood, OOPSLA 2014), whose increment is the odd
number nearest to 2^64 divided by the golden ratio.
"""

from math import log

import numpy as np

from lazaretto.twin.engine.compiling import compiled

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_UNIT = 1.0 / 9007199254740992.0  # 2^-53: the spacing of floats just below 1

# The names of the draws of one person.
COURSE, MULTIPLIER, NOTICED, SWAB, MEETS, CHILD, SLOT = (np.uint64(n) for n in (1, 2, 3, 4, 5, 7, 8))
# The names of the draws of one replicate.
ARRIVALS, AGES, STAFF, EXPOSED, OUTING = (np.uint64(n) for n in range(101, 106))


@compiled
def mixed(number: np.uint64) -> np.uint64:
    """Every bit of the number upon every bit of the result."""
    number = (number ^ (number >> _S30)) * _FIRST
    number = (number ^ (number >> _S27)) * _SECOND
    return number ^ (number >> _S31)


@compiled
def keyed(key: np.uint64, name: np.uint64) -> np.uint64:
    """The key of one name under a key."""
    return mixed(key + name * GOLDEN)


@compiled
def unit(key: np.uint64, number: int) -> float:
    """The draw of this number under a key: in [0, 1)."""
    return float(mixed(key + (np.uint64(number) + np.uint64(1)) * GOLDEN) >> _S11) * _UNIT


@compiled
def exponential(key: np.uint64, number: int) -> float:
    """An exponential draw of mean 1: the unit draw is below 1, so the logarithm is finite."""
    return -log(1.0 - unit(key, number))
