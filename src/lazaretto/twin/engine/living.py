"""One replicate, lived step by step. ``ORDER`` is the order of a step; ``step`` is nothing but that list."""

import numpy as np

from lazaretto.twin.engine.coming import introductions
from lazaretto.twin.engine.compiling import called, compiled, outermost
from lazaretto.twin.engine.finding import notice, report, swab
from lazaretto.twin.engine.infecting import breached, infect, proceed
from lazaretto.twin.engine.life import (
    ABOUT,
    ACTIVE,
    GONE,
    LATEST,
    LONG_AGO,
    MEMBER,
    PEOPLE,
    RESIDENT,
    SEEDS,
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
from lazaretto.twin.engine.streams import SLOT, TRAITS, halves, keyed, mixed, unit
from lazaretto.twin.engine.world import ARRIVAL, OUTING_DOOR, STAFF_DOOR, World

# Swabs before moves: a leg's last day has its swab, and whoever waits for a positive result is not moved.
ORDER = ("arrive", "swab", "report", "notice", "move", "spread", "recover")
_ENTRY = np.uint64(203)


@compiled
def arrive(w: World, life: Life, out: np.ndarray, now: int, coming: int, last: int) -> int:
    """Those who come in infected at this step; the number of the next one."""
    if coming < last and life.coming[coming].step <= now:
        return _come_in(w, life, out, now, coming, last)
    return coming


@called
def _come_in(w: World, life: Life, out: np.ndarray, now: int, coming: int, last: int) -> int:
    begun_with = life.numbers[SEEDS]
    while coming < last and life.coming[coming].step <= now:
        kind, number, key = life.coming[coming].kind, life.coming[coming].unit, life.coming[coming].key
        member, begun = life.coming[coming].member, coming < begun_with
        coming += 1
        door = ARRIVAL if kind == MEMBER else (STAFF_DOOR if kind == STAFF else OUTING_DOOR)
        course, born = _of_arrival(w, number, key) if kind == MEMBER else (-1, now)
        line = infect(w, life, out, now, now, kind, number, member, key, course, born, door, -1)
        if line < 0:
            continue
        if kind == MEMBER:
            out[ARRIVALS_INFECTED] += 1
            # Of a cohort that did not come today: that nobody noticed their symptoms is known.
            if w.cohort_entry[number] > 0 and 0 <= w.onset[course] <= now - born:
                life.people[line].noticed = 1
        elif kind == STAFF:
            out[STAFF_OUTSIDE] += 1
        elif begun:
            out[SEEDED] += 1
        else:
            out[RESIDENTS_OUTSIDE] += 1
            breached(out, now, door, 0)
    return coming


@compiled
def _of_arrival(w: World, cohort: int, key: np.uint64) -> tuple[int, int]:
    """The course of an infected arrival, and the step at which it began."""
    entry = w.cohort_entry[cohort]
    course = int(np.searchsorted(w.entry_share[entry], halves(keyed(key, TRAITS))[0], side="right"))
    ages = w.entry_ages[entry, course]
    return course, w.cohort_step[cohort] - ages[int(unit(keyed(key, _ENTRY), 0) * len(ages))]


@compiled
def move(w: World, life: Life, out: np.ndarray, now: int) -> None:
    """Cohorts whose leg has ended go on; after the last one their people come to the wings of their home."""
    for at in range(life.numbers[ACTIVE]):
        line = life.active[at]
        if life.people[line].kind != MEMBER or life.people[line].state != ABOUT:
            continue
        cohort = life.people[line].unit
        # A leg does not end while a positive result is under way: whoever waits for it is not moved.
        if life.people[line].known > now:
            continue
        if not proceed(w, life, cohort, now):
            continue
        home = w.cohort_home[cohort]
        first, end = w.site_slots[home], w.site_slots[home + 1]
        if end == first:
            life.people[line].state = GONE
            continue
        slot = first + int(unit(keyed(life.people[line].key, SLOT), 0) * (end - first))
        if life.slot_person[slot] >= 0:  # whose place is taken has left the house
            life.people[life.slot_person[slot]].state = GONE
        life.slot_person[slot] = line
        life.people[line].kind = RESIDENT
        life.people[line].unit = slot
        if now - life.people[line].born < w.ends[life.people[line].course]:
            out[ENTERED] += 1
            breached(out, now, life.people[line].door, life.people[line].caught)


@compiled
def recover(w: World, life: Life, now: int) -> None:
    """Whoever transmits nothing more, was found or has gone needs no further look."""
    kept = 0
    for at in range(life.numbers[ACTIVE]):
        line = life.active[at]
        watched = life.people[line].kind == MEMBER or w.tested or w.shown
        if (
            watched
            and life.people[line].state == ABOUT
            and now + 1 - life.people[line].born < w.ends[life.people[line].course]
        ):
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
def forget(life: Life) -> None:
    """Clean the memory for the next replicate by the lines that were used."""
    for line in range(life.numbers[PEOPLE]):
        if life.people[line].kind == RESIDENT:
            life.slot_person[life.people[line].unit] = -1
        elif life.people[line].kind == STAFF:
            life.staff_person[life.people[line].unit] = -1
    for at in range(life.numbers[TOUCHED]):
        cohort = life.touched[at]
        life.cohorts[cohort].mask = np.uint64(0)
        life.cohorts[cohort].again = LONG_AGO
    life.answered[:] = LONG_AGO
    life.numbers[:] = 0
    life.numbers[LATEST] = -1
    life.awaited[len(life.awaited) - 1] = -1


@called
def through(w: World, life: Life, out: np.ndarray, daily: np.ndarray, last: int) -> None:
    """Live the horizon with the first ``last`` of those who are to come in. Idle time is skipped."""
    now, coming = 0, 0
    while now < w.steps:
        if life.numbers[ACTIVE] == 0 and life.numbers[LATEST] < now:
            if coming >= last:
                return
            now = max(now, life.coming[coming].step)
            if now >= w.steps:
                return
        coming = step(w, life, out, daily, now, coming, last)
        now += 1


@outermost
def live(
    w: World, life: Life, seed_number: np.uint64, first: int, out: np.ndarray, daily: np.ndarray
) -> None:
    """Replicates first … first + len(out) - 1; out: [replicates, COUNTED]; daily: [replicates, days or 0,
    DAILY].
    """
    for number in range(len(out)):
        counted = out[number]
        counted[BREACH_STEP] = -1
        counted[BREACH_LEG] = -1
        key = keyed(mixed(seed_number), np.uint64(first + number))
        last = introductions(w, life, key)
        if last > len(life.coming):
            counted[OVERFULL] = 1
            last = len(life.coming)
        life.own_key[0] = key
        through(w, life, counted, daily[number], last)
        forget(life)
