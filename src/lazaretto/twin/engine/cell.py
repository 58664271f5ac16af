"""The chain of infection inside one cell of quarantine that nobody else meets: event by event, without steps.

Every meeting of everybody is drawn when they are infected: how many from what they will spend, when from the
inverse of their course, whom uniformly among their mates. The earliest infection still open is then the next
(Dijkstra 1959), so that a chain has no step that could be too long.
"""

import numpy as np

from lazaretto.twin.engine.compiling import outermost
from lazaretto.twin.engine.streams import COURSE, MEETS, MULTIPLIER, exponential, keyed, mixed, unit

_ENTRY, _WHOM = np.uint64(301), np.uint64(302)
_NEVER = 1e18


@outermost
def chains(
    share: np.ndarray, level: np.ndarray, spent: np.ndarray, over: np.ndarray, entry: np.ndarray,
    multipliers: np.ndarray, step: float, reproduction: float, size: int, seed: np.uint64,
    times: np.ndarray, courses: np.ndarray, out: np.ndarray,
) -> None:  # fmt: skip
    """For each chain (out): the day after arrival until which somebody of the cell has infectiousness left.

    By course: share [K] cumulative, level [K] of infectiousness, spent [K, A] of it by ages ``step`` days
    apart (0 … 1), over [K] the age from which one counts as over, entry [K, E] equally likely ages at entry.
    times, courses: scratch [size]. out [chains].
    """
    for chain in range(len(out)):
        key = keyed(mixed(seed), np.uint64(chain))
        times[:] = _NEVER
        courses[:] = -1
        person, now, last = 0, 0.0, 0.0
        while True:
            own = keyed(key, np.uint64(person + 1))
            course = np.searchsorted(share, unit(keyed(own, COURSE), 0), side="right")
            if person == 0 and courses[0] < 0:
                now = -entry[course, int(unit(keyed(own, _ENTRY), 0) * entry.shape[1])]
            courses[person] = course
            last = max(last, now + over[course])
            multiplier = multipliers[int(unit(keyed(own, MULTIPLIER), 0) * len(multipliers))]
            spends = reproduction * level[course] * multiplier
            place, number = 0.0, 0
            curve = spent[course]
            meets, whom = keyed(own, MEETS), keyed(own, _WHOM)
            while size > 1:
                place += exponential(meets, number)
                number += 1
                if place >= spends:
                    break
                right = max(1, np.searchsorted(curve, place / spends))
                rise = curve[right] - curve[right - 1]
                age = (right - 1 + (place / spends - curve[right - 1]) / rise) * step
                other = int(unit(whom, number) * (size - 1))
                other += other >= person
                if now + age >= 0.0:  # before the cell closed there were no mates to meet
                    times[other] = min(times[other], now + age)
            person, now = -1, _NEVER
            for mate in range(size):
                if courses[mate] < 0 and times[mate] < now:
                    person, now = mate, times[mate]
            if person < 0:
                break
        out[chain] = last
