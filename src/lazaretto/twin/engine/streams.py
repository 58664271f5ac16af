"""Random draws with names, counter-based: a draw is a function of (seed, replicate, person, name, number).

Nothing is remembered between draws, so a result does not depend on the order of work or on the number of
threads, and two policies that leave a person alone give that person the same fate (common random numbers).
The mixing is the finaliser of SplitMix64 (Steele, Lea & Flood, OOPSLA 2014), whose increment is the odd
number nearest to 2^64 divided by the golden ratio. Waits are exponential by the ziggurat of Marsaglia & Tsang
(Journal of Statistical Software 5(8), 2000), whose tail is exact; its table is reckoned here.
"""

from math import exp, log

import numpy as np

from lazaretto.twin.engine.compiling import called, compiled

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11, _S32 = (np.uint64(bits) for bits in (30, 27, 31, 11, 32))
_LOW = np.uint64(0xFFFFFFFF)
_UNIT = 1.0 / 9007199254740992.0  # 2^-53: the spacing of floats just below 1
_HALF_UNIT = 1.0 / 4294967296.0  # 2^-32: of the draws of half a number

# The names of the draws of one person.
COURSE, MULTIPLIER, NOTICED, SWAB, MEETS, CHILD, SLOT, ANEW, EARLY, TRAITS = (
    np.uint64(n) for n in (1, 2, 3, 4, 5, 7, 8, 9, 10, 11)
)
# The names of the draws of one replicate.
ARRIVALS, AGES, STAFF, EXPOSED, OUTING, IMMUNE = (np.uint64(n) for n in range(101, 107))

# Ziggurat: where the lowest strip's tail begins, and the area of each of the strips (Marsaglia & Tsang).
_STRIPS = 256
_TAIL, _AREA = 7.69711747013104972, 3.949659822581572e-3


def _edges() -> list[float]:
    """The right edges of the strips from the lowest to the highest, and 0: the tip."""
    edges = [_AREA * exp(_TAIL), _TAIL]
    while len(edges) < _STRIPS:
        edges.append(-log(_AREA / edges[-1] + exp(-edges[-1])))
    return [*edges, 0.0]


_EDGES = _edges()
_WIDE = np.array(_EDGES[:-1]) * _UNIT  # of a strip, for each unit of its draw
_SURE = np.array(_EDGES[1:])  # left of it the whole height of the strip lies under the curve
_STRIP = np.uint64(_STRIPS - 1)


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
def unit_of(bits: np.uint64) -> float:
    """A draw in [0, 1) from mixed bits."""
    return float(np.int64(bits >> _S11)) * _UNIT


@compiled
def halves(bits: np.uint64) -> tuple[float, float]:
    """Two draws in [0, 1), in steps of 2^-32, from the same mixed bits."""
    return float(np.int64(bits >> _S32)) * _HALF_UNIT, float(np.int64(bits & _LOW)) * _HALF_UNIT


@compiled
def unit(key: np.uint64, number: int) -> float:
    """The draw of this number under a key: in [0, 1)."""
    return unit_of(mixed(key + (np.uint64(number) + np.uint64(1)) * GOLDEN))


@compiled
def wait(bits: np.uint64) -> float:
    """An exponential draw of mean 1 from mixed bits: the low eight say its strip, the high ones its place."""
    strip = np.int64(bits & _STRIP)
    place = float(np.int64(bits >> _S11)) * float(_WIDE[strip])
    if place < _SURE[strip]:
        return place
    return _beside(bits, strip, place)


@called
def _beside(bits: np.uint64, strip: np.int64, place: float) -> float:
    """One draw in ninety: in the tail, beside the curve, or under it after all."""
    passed = 0.0
    while True:
        bits = mixed(bits + GOLDEN)
        if strip == 0:  # what lies beyond the tail's beginning is exponential again
            passed += _TAIL
        else:
            high, low = exp(-_SURE[strip]), exp(-_SURE[strip - 1])
            if low + unit_of(bits) * (high - low) < exp(-place):
                return passed + place
            bits = mixed(bits + GOLDEN)
        strip = np.int64(bits & _STRIP)
        place = float(np.int64(bits >> _S11)) * float(_WIDE[strip])
        if place < _SURE[strip]:
            return passed + place


@compiled
def exponential(key: np.uint64, number: int) -> float:
    """The exponential draw of this number under a key."""
    return wait(mixed(key + (np.uint64(number) + np.uint64(1)) * GOLDEN))
