"""Who comes in infected, and when: the introductions of one replicate, drawn before it is lived.

Each door is a Poisson process on its summed hazard, so that only the infected are drawn: a person is infected
if at least one point falls upon them, which has the chance 1 - exp(-hazard) that the world states. Staff are
drawn as if all were outside all the time and kept with the exposure of their phase, so that two patterns of
duty meet the same community (common random numbers).
"""

import numpy as np

from lazaretto.twin.engine.compiling import called, compiled
from lazaretto.twin.engine.life import MEMBER, RESIDENT, SEEDS, STAFF, Life
from lazaretto.twin.engine.streams import ARRIVALS, EXPOSED, OUTING, exponential, keyed, unit
from lazaretto.twin.engine.streams import STAFF as STAFF_NAME
from lazaretto.twin.engine.world import World

_SEED_CHANCE, _SEED_PLACE = np.uint64(201), np.uint64(202)


@compiled
def _note(life: Life, at: int, step: int, kind: int, number: int, member: int, key: np.uint64) -> int:
    if at < len(life.coming):
        life.coming[at].step = step
        life.coming[at].kind = kind
        life.coming[at].unit = number
        life.coming[at].member = member
        life.coming[at].key = key
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


@compiled
def _seeds(w: World, life: Life, key: np.uint64) -> int:
    """The infections with which the horizon begins: first of all, in the first step."""
    first, end = w.site_slots[0], w.site_slots[1]
    at = 0
    if w.seed_chance > 0.0:
        chance = keyed(key, _SEED_CHANCE)
        number, place = 0, exponential(chance, 0) / life.tables.seed_hazard
        # Those upon whom a point falls: the chance that none does is 1 - seed_chance.
        while place < end - first:
            number += 1
            at = _note(life, at, 0, RESIDENT, first + int(place), 0, keyed(chance, np.uint64(number)))
            place = float(int(place)) + 1.0 + exponential(chance, number) / life.tables.seed_hazard
    wanted, own, number = min(at + w.seeds, end - first, len(life.coming)), keyed(key, _SEED_PLACE), 0
    while at < wanted:
        slot = first + int(unit(own, number) * (end - first))
        new = True
        for other in range(at):
            new = new and life.coming[other].unit != slot
        if new:
            at = _note(life, at, 0, RESIDENT, slot, 0, keyed(own, np.uint64(number)))
        number += 1
    return at


@called
def introductions(w: World, life: Life, key: np.uint64) -> int:
    """Fill the list of who comes in infected, in the order of time; how many, also where there is no room."""
    life.numbers[SEEDS] = min(_seeds(w, life, key), len(life.coming))
    at = _by_arrival(w, life, keyed(key, ARRIVALS), life.numbers[SEEDS])
    at = _by_hazard(w, life, keyed(key, STAFF_NAME), at, w.staff_hazard, w.site_staff, STAFF)
    at = _by_hazard(w, life, keyed(key, OUTING), at, w.outing_hazard, w.site_slots, RESIDENT)
    kept = min(at, len(life.coming))
    # A stable insertion sort: the lists are short; what falls in one step stays in the order of the doors.
    for i in range(life.numbers[SEEDS] + 1, kept):
        one = life.coming[i]
        step, kind, number, member, own = one.step, one.kind, one.unit, one.member, one.key
        j = i - 1
        while j >= 0 and life.coming[j].step > step:
            life.coming[j + 1] = life.coming[j]
            j -= 1
        _note(life, j + 1, step, kind, number, member, own)
    return at
