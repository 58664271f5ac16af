"""One replicate, lived step by step. ``ORDER`` is the order of a step, and ``step`` is that list, nothing
else.
"""

from collections.abc import Callable

import numpy as np

from lazaretto.twin.engine.coming import introductions
from lazaretto.twin.engine.compiling import called, compiled, digest, outermost
from lazaretto.twin.engine.finding import notice, report, swab
from lazaretto.twin.engine.infecting import breached, infect
from lazaretto.twin.engine.life import (
    ABOUT,
    ACTIVE,
    GONE,
    LONG_AGO,
    MEMBER,
    PEOPLE,
    RESIDENT,
    STAFF,
    TOUCHED,
    Life,
)
from lazaretto.twin.engine.outcomes import (
    ARRIVALS_INFECTED,
    BREACH_LEG,
    BREACH_STEP,
    ENTERED,
    OVERFULL,
    RESIDENTS_OUTSIDE,
    SEEDED,
    STAFF_OUTSIDE,
)
from lazaretto.twin.engine.spreading import spread
from lazaretto.twin.engine.streams import CHILD, COURSE, SLOT, keyed, mixed, unit
from lazaretto.twin.engine.world import ARRIVAL, OUTING_DOOR, STAFF_DOOR, World

# Swabs before moves: a leg's last day has its swab, and whoever waits for a positive result is not moved.
ORDER = ("arrive", "swab", "report", "notice", "move", "spread", "recover")
_SEED_CHANCE, _SEED_PLACE, _ENTRY = np.uint64(201), np.uint64(202), np.uint64(203)


@called
def arrive(w: World, life: Life, out: np.ndarray, now: int, coming: int, last: int) -> int:
    """Those who come in infected at this step; the number of the next one."""
    while coming < last and life.coming_step[coming] <= now:
        kind, key = life.coming_kind[coming], life.coming_key[coming]
        door = ARRIVAL if kind == MEMBER else (STAFF_DOOR if kind == STAFF else OUTING_DOOR)
        line = infect(
            w,
            life,
            out,
            now,
            now,
            key,
            kind,
            life.coming_unit[coming],
            life.coming_member[coming],
            door,
            -1,
        )
        if line >= 0:
            if kind == MEMBER:
                cohort = life.coming_unit[coming]
                entry, at = w.cohort_entry[cohort], w.cohort_step[cohort]
                course = np.searchsorted(w.entry_share[entry], unit(keyed(key, COURSE), 0), side="right")
                life.course[line] = course
                ages = w.entry_ages[entry, course]
                life.born[line] = at - ages[int(unit(keyed(key, _ENTRY), 0) * len(ages))]
                out[ARRIVALS_INFECTED] += 1
            elif kind == STAFF:
                out[STAFF_OUTSIDE] += 1
            else:
                out[RESIDENTS_OUTSIDE] += 1
                breached(out, now, door, 0)
        coming += 1
    return coming


@compiled
def move(w: World, life: Life, out: np.ndarray, now: int) -> None:
    """Cohorts whose leg has ended go on; after the last leg their people come to the general wings of
    their home.
    """
    for at in range(life.numbers[ACTIVE]):
        line = life.active[at]
        if life.kind[line] != MEMBER or life.state[line] != ABOUT:
            continue
        cohort = life.unit[line]
        # A leg does not end while a positive result is under way: whoever waits for it is not moved.
        if life.known[line] > now:
            continue
        end_of_path = w.cohort_end[cohort]
        while life.leg[cohort] < end_of_path and life.since[cohort] + w.leg_steps[life.leg[cohort]] <= now:
            life.since[cohort] += w.leg_steps[life.leg[cohort]]
            life.leg[cohort] += 1
        if life.leg[cohort] < end_of_path:
            continue
        home = w.cohort_home[cohort]
        first, end = w.site_slots[home], w.site_slots[home + 1]
        if end == first:
            life.state[line] = GONE
            continue
        slot = first + int(unit(keyed(life.key[line], SLOT), 0) * (end - first))
        if life.slot_person[slot] >= 0:  # whose place is taken has left the house
            life.state[life.slot_person[slot]] = GONE
        life.slot_person[slot] = line
        life.kind[line] = RESIDENT
        life.unit[line] = slot
        if now - life.born[line] < w.ends[life.course[line]]:
            out[ENTERED] += 1
            breached(out, now, life.door[line], life.caught[line])


@compiled
def recover(w: World, life: Life, now: int) -> None:
    """Whoever transmits nothing more, was found or has gone needs no further look."""
    kept = 0
    for at in range(life.numbers[ACTIVE]):
        line = life.active[at]
        if life.state[line] == ABOUT and now + 1 - life.born[line] < w.ends[life.course[line]]:
            life.active[kept] = line
            kept += 1
    life.numbers[ACTIVE] = kept


@compiled
def step(w: World, life: Life, out: np.ndarray, daily: np.ndarray, now: int, coming: int, last: int) -> int:
    """One step, in this order."""
    coming = arrive(w, life, out, now, coming, last)
    swab(w, life, now)
    report(w, life, out, daily, now)
    notice(w, life, out, daily, now)
    move(w, life, out, now)
    spread(w, life, out, daily, now)
    recover(w, life, now)
    return coming


@called
def seed(w: World, life: Life, out: np.ndarray, key: np.uint64) -> None:
    """The infections with which the horizon begins."""
    if w.seeds == 0 and w.seed_chance == 0.0:
        return
    first, end = w.site_slots[0], w.site_slots[1]
    if w.seed_chance > 0.0:
        chance = keyed(key, _SEED_CHANCE)
        for slot in range(first, end):
            if unit(chance, slot) < w.seed_chance:
                own = keyed(keyed(chance, CHILD), np.uint64(slot))
                infect(w, life, out, 0, 0, own, RESIDENT, slot, 0, OUTING_DOOR, -1)
                out[SEEDED] += 1
    place = keyed(key, _SEED_PLACE)
    placed, number = 0, 0
    while placed < w.seeds:
        slot = first + int(unit(place, number) * (end - first))
        own = keyed(place, np.uint64(number))
        if infect(w, life, out, 0, 0, own, RESIDENT, slot, 0, OUTING_DOOR, -1) >= 0:
            placed += 1
            out[SEEDED] += 1
        number += 1


@called
def forget(life: Life) -> None:
    """Clean the memory for the next replicate by the lines that were used."""
    for line in range(life.numbers[PEOPLE]):
        if life.kind[line] == RESIDENT:
            life.slot_person[life.unit[line]] = -1
        elif life.kind[line] == STAFF:
            life.staff_person[life.unit[line]] = -1
    for at in range(life.numbers[TOUCHED]):
        cohort = life.touched[at]
        life.mask[cohort] = np.uint64(0)
        life.again[cohort] = LONG_AGO
    life.answered[:] = LONG_AGO
    life.numbers[:] = 0


def _living(sources: int) -> Callable[..., None]:
    """The outermost function, which carries what it is made of, so that no old machine code outlives a
    change.
    """

    @outermost
    def live(
        w: World, life: Life, seed_number: np.uint64, first: int, out: np.ndarray, daily: np.ndarray
    ) -> None:
        """Replicates first … first + len(out) - 1; out: [replicates, counted]; daily: [replicates, days or
        0, 4].
        """
        if sources < 0:  # never: named here so that it is part of the compiled function
            return
        for number in range(len(out)):
            counted = out[number]
            counted[BREACH_STEP] = -1
            counted[BREACH_LEG] = -1
            key = keyed(mixed(seed_number), np.uint64(first + number))
            last = introductions(w, life, key)
            if last > len(life.coming_step):
                counted[OVERFULL] = 1
                last = len(life.coming_step)
            seed(w, life, counted, key)
            curve = daily[number]
            now, coming = 0, 0
            while now < w.steps:
                if life.numbers[ACTIVE] == 0:
                    if coming >= last:
                        break
                    now = max(now, life.coming_step[coming])
                    if now >= w.steps:
                        break
                coming = step(w, life, counted, curve, now, coming, last)
                now += 1
            forget(life)

    return live


live = _living(digest())
