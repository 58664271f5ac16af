"""One more infected person: their line, their course, and what is counted of it."""

import numpy as np

from lazaretto.twin.engine.awaiting import begin
from lazaretto.twin.engine.compiling import compiled
from lazaretto.twin.engine.life import ABOUT, ACTIVE, MEMBER, PEOPLE, RESIDENT, TOUCHED, Life
from lazaretto.twin.engine.outcomes import BREACH_DOOR, BREACH_LEG, BREACH_STEP, OVERFULL
from lazaretto.twin.engine.streams import TRAITS, halves, keyed
from lazaretto.twin.engine.tables import Tables
from lazaretto.twin.engine.world import ARRIVAL, World

_ONE = np.uint64(1)


@compiled
def touch(w: World, life: Life, cohort: int, now: int) -> None:
    """Give a cohort its own clock: until now it stood where everyone who was never restarted stands."""
    if life.cohorts[cohort].mask == np.uint64(0):
        life.touched[life.numbers[TOUCHED]] = cohort
        life.numbers[TOUCHED] += 1
        life.cohorts[cohort].leg = w.cohort_first[cohort]
        life.cohorts[cohort].since = w.cohort_step[cohort]
    proceed(w, life, cohort, now)


@compiled
def proceed(w: World, life: Life, cohort: int, now: int) -> bool:
    """Bring a cohort to the leg in which it is now; whether its last one is over."""
    leg, since = life.cohorts[cohort].leg, life.cohorts[cohort].since
    while leg < w.cohort_end[cohort] and since + w.leg_steps[leg] <= now:
        since += w.leg_steps[leg]
        leg += 1
    life.cohorts[cohort].leg = leg
    life.cohorts[cohort].since = since
    return bool(leg >= w.cohort_end[cohort])


@compiled
def row_of(w: World, life: Life, cohort: int) -> int:
    """The row of the leg whose rules hold for a member, also for whoever waits beyond the last one."""
    return int(min(life.cohorts[cohort].leg, w.cohort_end[cohort] - 1))


@compiled
def infected(life: Life, kind: int, number: int, member: int) -> bool:
    """Whether this person is infected, or ever was."""
    if kind == RESIDENT:
        return bool(life.slot_person[number] >= 0)
    if kind == MEMBER:
        return bool(life.cohorts[number].mask & (_ONE << np.uint64(member)) != np.uint64(0))
    return bool(life.staff_person[number] >= 0)


@compiled
def _passed_on(w: World, life: Life, kind: int, number: int, by: int) -> int:
    """The leg of quarantine in which an infection is passed on; outside it, that of whoever passes it on."""
    if by < 0:
        return 0
    if kind != MEMBER and life.people[by].kind != MEMBER:
        return int(life.people[by].caught)
    cohort = number if kind == MEMBER else life.people[by].unit
    return int(w.leg_stage[row_of(w, life, cohort)]) + 1


@compiled
def infect(
    w: World, life: Life, out: np.ndarray, now: int, acts: int, kind: int, number: int, member: int,
    key: np.uint64, course: int, born: int, door: int, by: int,
) -> int:  # fmt: skip
    """The line of a person newly infected, or -1 where they were infected before (or there is no room).

    acts: the step from which they infect others. course: -1: any, as likely as it is. by: the line of whoever
    infected them, -1: it happened outside.
    """
    if infected(life, kind, number, member):
        return -1
    line = int(life.numbers[PEOPLE])
    if line >= len(life.people):
        out[OVERFULL] = 1
        return -1
    life.numbers[PEOPLE] = line + 1
    if kind == RESIDENT:
        life.slot_person[number] = line
    elif kind == MEMBER:
        touch(w, life, number, now)
        life.cohorts[number].mask |= _ONE << np.uint64(member)
    else:
        life.staff_person[number] = line
    one, other = halves(keyed(key, TRAITS))
    life.people[line].key = key
    life.people[line].born = born
    life.people[line].course = any_course(life.tables, one) if course < 0 else course
    life.people[line].kind = kind
    life.people[line].unit = number
    life.people[line].member = member
    life.people[line].door = door
    life.people[line].caught = _passed_on(w, life, kind, number, by)
    life.people[line].state = ABOUT
    if kind == MEMBER or w.tested or w.shown:
        life.people[line].known = -1
        life.people[line].noticed = 0
        life.active[life.numbers[ACTIVE]] = line
        life.numbers[ACTIVE] += 1
    begin(w, life, line, w.multipliers[int(other * len(w.multipliers))], acts)
    return line


@compiled
def any_course(t: Tables, draw: float) -> int:
    """A course, as likely as it is."""
    place = draw * len(t.own)
    piece = int(place)
    return piece if place - piece < t.own[piece] else int(t.alias[piece])


@compiled
def breached(out: np.ndarray, now: int, door: int, caught: int) -> None:
    """Somebody infectious is in a general wing: the first time is kept."""
    if out[BREACH_STEP] < 0:
        out[BREACH_STEP] = now
        out[BREACH_DOOR] = door
        if door == ARRIVAL:
            out[BREACH_LEG] = caught
