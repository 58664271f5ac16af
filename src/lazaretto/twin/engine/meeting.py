"""Whom one infectious person meets: a layer, and somebody of it.

Contacts are Poisson in number and uniform over the layer: for pairs that meet at random times this is exact,
and whoever is met twice, or was infected before, is simply not infected again.
"""

import numpy as np

from lazaretto.twin.engine.compiling import called, compiled
from lazaretto.twin.engine.life import Life
from lazaretto.twin.engine.streams import unit
from lazaretto.twin.engine.world import INSIDE, OPEN, STANDBY, World

NOBODY = -1
# With a tenth of the staff inside, sixty-four draws miss all of them once in a thousand.
_TRIES = 64


@compiled
def _hosted(w: World, site: int, leg: int, now: int) -> tuple[int, int]:
    """The stretch of ``hosted`` that is in this leg at this site now."""
    legs = len(w.leg_steps)
    low, high = w.hosted_from[site * legs + leg], w.hosted_from[site * legs + leg + 1]
    newest = now - w.leg_offset[leg]
    oldest = newest - w.leg_steps[leg]
    left, right = low, high
    while left < right:
        middle = (left + right) // 2
        if w.cohort_step[w.hosted[middle]] > oldest:
            right = middle
        else:
            left = middle + 1
    first, right = left, high
    while left < right:
        middle = (left + right) // 2
        if w.cohort_step[w.hosted[middle]] > newest:
            right = middle
        else:
            left = middle + 1
    return first, left


@compiled
def _people(w: World, start: int, first: int, end: int) -> int:
    if end <= first:
        return 0
    return int(w.hosted_people[end - 1] - (w.hosted_people[first - 1] if first > start else 0))


@called
def of_leg(w: World, life: Life, site: int, leg: int, now: int, draw: float) -> tuple[int, int]:
    """A cohort that is in this leg at this site, and one of its members; (-1, 0) where there is none."""
    stage, total = w.leg_stage[leg], 0
    for other in range(len(w.leg_steps)):
        if w.leg_stage[other] == stage:
            first, end = _hosted(w, site, other, now)
            total += _people(w, w.hosted_from[site * len(w.leg_steps) + other], first, end)
    if total == 0:
        return NOBODY, 0
    place = draw * total
    for other in range(len(w.leg_steps)):
        if w.leg_stage[other] == stage:
            first, end = _hosted(w, site, other, now)
            here = _people(w, w.hosted_from[site * len(w.leg_steps) + other], first, end)
            if place < here:
                return _of_row(w, life, site, other, now, place / here)
            place -= here
    return NOBODY, 0


@compiled
def _of_row(w: World, life: Life, site: int, leg: int, now: int, draw: float) -> tuple[int, int]:
    """The same of one row of legs."""
    legs = len(w.leg_steps)
    start = w.hosted_from[site * legs + leg]
    first, end = _hosted(w, site, leg, now)
    people = _people(w, start, first, end)
    if people == 0:
        return NOBODY, 0
    before = w.hosted_people[first - 1] if first > start else 0
    number = before + int(draw * people)
    left, right = first, end
    while left < right:
        middle = (left + right) // 2
        if w.hosted_people[middle] > number:
            right = middle
        else:
            left = middle + 1
    cohort = w.hosted[left]
    # A cohort whose clock was restarted is in an earlier leg than its day of arrival says.
    if life.mask[cohort] and life.leg[cohort] != leg:
        return NOBODY, 0
    return cohort, number - (w.hosted_people[left - 1] if left > start else 0)


@called
def of_site_legs(w: World, life: Life, site: int, now: int, draw: float) -> tuple[int, int]:
    """A member of any cohort that is at this site in any leg."""
    legs = len(w.leg_steps)
    total = 0
    for leg in range(legs):
        first, end = _hosted(w, site, leg, now)
        total += _people(w, w.hosted_from[site * legs + leg], first, end)
    if total == 0:
        return NOBODY, 0
    place = draw * total
    for leg in range(legs):
        first, end = _hosted(w, site, leg, now)
        here = _people(w, w.hosted_from[site * legs + leg], first, end)
        if place < here:
            return _of_row(w, life, site, leg, now, place / here)
        place -= here
    return NOBODY, 0


@compiled
def of_staff(w: World, site: int, day: int, key: np.uint64, standby: bool) -> int:
    """One of a site's staff who is in the guarded area, or on standby; -1: none was met in ``_TRIES``
    draws.
    """
    first, end = w.site_staff[site], w.site_staff[site + 1]
    if end == first:
        return NOBODY
    for number in range(_TRIES):
        who = first + int(unit(key, number) * (end - first))
        phase = w.phase[w.staff_group[who], day]
        if phase == STANDBY if standby else (phase in (INSIDE, OPEN)):
            return int(who)
    return NOBODY
