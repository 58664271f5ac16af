"""Who comes in infected, and when: the introductions of one replicate, drawn before it is lived.

Each door is a Poisson process on its summed hazard, so that only the infected are drawn: a person is infected
if at least one point falls upon them, which has the chance 1 - exp(-hazard) that the world states. Staff are
drawn as if all were outside all the time and kept with the exposure of their phase, so that two patterns of
duty meet the same community (common random numbers).
"""

import numpy as np

from lazaretto.twin.engine.compiling import called, compiled
from lazaretto.twin.engine.life import MEMBER, RESIDENT, STAFF, Life
from lazaretto.twin.engine.streams import ARRIVALS, EXPOSED, OUTING, exponential, keyed, unit
from lazaretto.twin.engine.streams import STAFF as STAFF_NAME
from lazaretto.twin.engine.world import World


@compiled
def _note(life: Life, at: int, step: int, kind: int, number: int, member: int, key: np.uint64) -> int:
    if at < len(life.coming_step):
        life.coming_step[at] = step
        life.coming_kind[at] = kind
        life.coming_unit[at] = number
        life.coming_member[at] = member
        life.coming_key[at] = key
    return at + 1


@compiled
def _by_arrival(w: World, life: Life, key: np.uint64, at: int) -> int:
    total = w.cohort_hazard[-1] if len(w.cohort_hazard) else 0.0
    place, number = 0.0, 0
    while True:
        place += exponential(key, number)
        number += 1
        if place >= total:
            return at
        cohort = int(np.searchsorted(w.cohort_hazard, place, side="right"))
        before = w.cohort_hazard[cohort - 1] if cohort else 0.0
        each = (w.cohort_hazard[cohort] - before) / w.cohort_size[cohort]
        member = min(int((place - before) / each), w.cohort_size[cohort] - 1)
        at = _note(
            life, at, max(w.cohort_step[cohort], 0), MEMBER, cohort, member, keyed(key, np.uint64(number))
        )


@compiled
def _by_hazard(
    w: World, life: Life, key: np.uint64, at: int, hazard: np.ndarray, first: np.ndarray, kind: int
) -> int:
    """Points on a hazard summed over sites and days; first: [S + 1] numbers of the people of each site."""
    total = hazard[-1] if len(hazard) else 0.0
    days = w.phase.shape[1]
    place, number = 0.0, 0
    while True:
        place += exponential(key, number)
        number += 1
        if place >= total:
            return at
        cell = np.searchsorted(hazard, place, side="right")
        site, day = cell // days, cell % days
        own = keyed(key, np.uint64(number))
        who = first[site] + int(unit(own, 0) * (first[site + 1] - first[site]))
        step = day * w.per_day + int(unit(own, 1) * w.per_day)
        if kind == STAFF:
            phase = w.phase[w.staff_group[who], day]
            if unit(keyed(own, EXPOSED), 0) >= w.exposure[phase]:
                continue
        at = _note(life, at, step, kind, who, 0, own)


@called
def introductions(w: World, life: Life, key: np.uint64) -> int:
    """Fill the list of who comes in infected, in the order of time; how many. More than there is room for:
    that many.
    """
    at = _by_arrival(w, life, keyed(key, ARRIVALS), 0)
    at = _by_hazard(w, life, keyed(key, STAFF_NAME), at, w.staff_hazard, w.site_staff, STAFF)
    at = _by_hazard(w, life, keyed(key, OUTING), at, w.outing_hazard, w.site_slots, RESIDENT)
    kept = min(at, len(life.coming_step))
    # A stable insertion sort: the lists are short, and what falls in one step stays in the order of the
    # doors.
    for i in range(1, kept):
        step, kind, number = life.coming_step[i], life.coming_kind[i], life.coming_unit[i]
        member, own = life.coming_member[i], life.coming_key[i]
        j = i - 1
        while j >= 0 and life.coming_step[j] > step:
            life.coming_step[j + 1] = life.coming_step[j]
            life.coming_kind[j + 1] = life.coming_kind[j]
            life.coming_unit[j + 1] = life.coming_unit[j]
            life.coming_member[j + 1] = life.coming_member[j]
            life.coming_key[j + 1] = life.coming_key[j]
            j -= 1
        life.coming_step[j + 1] = step
        life.coming_kind[j + 1] = kind
        life.coming_unit[j + 1] = number
        life.coming_member[j + 1] = member
        life.coming_key[j + 1] = own
    return at
