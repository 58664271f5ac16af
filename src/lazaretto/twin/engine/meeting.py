"""Whom one infectious person meets: a layer, and somebody of it.

Contacts are Poisson in number and uniform over the layer: for pairs that meet at random times this is exact,
and whoever is met twice, or was infected before, is simply not infected again. A draw is laid over the rates
of the layers one after the other; where they do not reach the person's ceiling, it may fall upon nobody.
"""

import numpy as np

from lazaretto.twin.engine.compiling import called, compiled
from lazaretto.twin.engine.infecting import proceed, row_of
from lazaretto.twin.engine.life import ISOLATED, MEMBER, RESIDENT, STAFF, Life
from lazaretto.twin.engine.streams import ANEW, keyed, unit
from lazaretto.twin.engine.world import INSIDE, OPEN, STANDBY, World

NOBODY = -1
# With a tenth of the staff inside, sixty-four draws miss all of them once in a thousand.
_TRIES = 64


@compiled
def met(w: World, life: Life, line: int, now: int, draw: float, key: np.uint64) -> tuple[int, int, int]:
    """(kind, number, member) of whom this person meets; number -1: nobody."""
    kind = life.people[line].kind
    place = draw * life.people[line].ceiling
    if kind == RESIDENT:
        return _by_resident(w, life, life.people[line].unit, now, place, key)
    if kind == MEMBER:
        return _by_member(w, life, line, now, place, key)
    return _by_staff(w, life, life.people[line].unit, now, place, key)


@compiled
def _by_resident(
    w: World, life: Life, slot: int, now: int, place: float, key: np.uint64
) -> tuple[int, int, int]:
    site, mates = w.slot_site[slot], w.slot_mates[slot]
    if place < mates:
        cell = w.slot_cell[slot]
        first, end = w.cell_slots[cell], w.cell_slots[cell + 1]
        other = first + _one_of(end - first - 1, place / mates)
        return RESIDENT, other + int(other >= slot), 0
    place -= mates
    frozen = w.freeze if now // w.per_day - life.answered[site] < w.freeze_days else 1.0
    if place < w.wing_rate * frozen:
        wing = w.slot_wing[slot]
        first, end = w.wing_slots[wing], w.wing_slots[wing + 1]
        return RESIDENT, _present(w, life, first, end, now, place / (w.wing_rate * frozen), key), 0
    place -= w.wing_rate * frozen
    if place < w.site_rate * frozen:
        first, end = w.site_slots[site], w.site_slots[site + 1]
        return RESIDENT, _present(w, life, first, end, now, place / (w.site_rate * frozen), key), 0
    if place - w.site_rate * frozen < w.resident_staff:
        return STAFF, of_staff(w, site, now // w.per_day, keyed(key, ANEW), False), 0
    return RESIDENT, NOBODY, 0


@compiled
def _by_member(
    w: World, life: Life, line: int, now: int, place: float, key: np.uint64
) -> tuple[int, int, int]:
    cohort = life.people[line].unit
    leg = row_of(w, life, cohort)
    cell = w.leg_pair[leg] * (w.cohort_size[cohort] - 1)
    if place < cell:
        other = _one_of(w.cohort_size[cohort] - 1, place / cell)
        return MEMBER, cohort, other + int(other >= life.people[line].member)
    place -= cell
    site = w.leg_site[w.cohort_route[cohort], leg]
    if place < w.leg_rate[leg]:
        other, member = of_leg(w, life, site, leg, now, place / w.leg_rate[leg])
        return MEMBER, other, member
    if place - w.leg_rate[leg] < w.leg_staff[leg]:
        return STAFF, of_staff(w, site, now // w.per_day, keyed(key, ANEW), False), 0
    return STAFF, NOBODY, 0


@compiled
def _by_staff(w: World, life: Life, who: int, now: int, place: float, key: np.uint64) -> tuple[int, int, int]:
    site, day = w.staff_site[who], now // w.per_day
    phase = w.phase[w.staff_group[who], day]
    among = w.staff_staff[phase]
    if place < among:
        return STAFF, of_staff(w, site, day, keyed(key, ANEW), phase == STANDBY), 0
    place -= among
    if phase not in (INSIDE, OPEN):
        return STAFF, NOBODY, 0
    if place < w.staff_resident:
        first, end = w.site_slots[site], w.site_slots[site + 1]
        return RESIDENT, _present(w, life, first, end, now, place / w.staff_resident, key), 0
    place -= w.staff_resident
    if place < w.staff_cohort:
        cohort, member = of_site_legs(w, life, site, now, place / w.staff_cohort)
        return MEMBER, cohort, member
    return STAFF, NOBODY, 0


@compiled
def _one_of(count: int, draw: float) -> int:
    """One of so many; what is left of a draw within its layer is a draw of its own."""
    return min(int(draw * count), count - 1)


@compiled
def _present(w: World, life: Life, first: int, end: int, now: int, draw: float, key: np.uint64) -> int:
    """One of a stretch of slots. Where the places of the isolated are taken up by those who remain, somebody
    else is met instead of an isolated one, with that chance.
    """
    slot = first + _one_of(end - first, draw)
    if life.tables.taken_up > 0.0 and end > first:
        slot = _instead(w, life, first, end, now, slot, keyed(key, ANEW))
    return slot if end > first else NOBODY


@called
def _instead(w: World, life: Life, first: int, end: int, now: int, slot: int, key: np.uint64) -> int:
    for number in range(0, 2 * _TRIES, 2):
        line = life.slot_person[slot]
        if (
            line < 0
            or life.people[line].state != ISOLATED
            or now - life.people[line].born >= w.ends[life.people[line].course]
        ):
            return slot
        if unit(key, number) >= w.taken_up:
            return slot
        slot = first + int(unit(key, number + 1) * (end - first))
    return slot


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
    if life.cohorts[cohort].mask != np.uint64(0):
        proceed(w, life, cohort, now)
        if life.cohorts[cohort].leg != leg:
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
    """One of a site's staff who is in the guarded area, or on standby; -1: none met in ``_TRIES`` draws."""
    first, end = w.site_staff[site], w.site_staff[site + 1]
    if end == first:
        return NOBODY
    for number in range(_TRIES):
        who = first + int(unit(key, number) * (end - first))
        phase = w.phase[w.staff_group[who], day]
        if phase == STANDBY if standby else (phase in (INSIDE, OPEN)):
            return int(who)
    return NOBODY
