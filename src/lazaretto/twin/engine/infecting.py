"""One more infected person: their line, their course, and what is counted of it."""

import numpy as np

from lazaretto.twin.engine.compiling import called, compiled
from lazaretto.twin.engine.life import ABOUT, ACTIVE, MEMBER, PEOPLE, RESIDENT, TOUCHED, Life
from lazaretto.twin.engine.outcomes import BREACH_DOOR, BREACH_LEG, BREACH_STEP, OVERFULL
from lazaretto.twin.engine.streams import COURSE, MEETS, MULTIPLIER, exponential, keyed, unit
from lazaretto.twin.engine.world import ARRIVAL, World

_ONE = np.uint64(1)


@compiled
def touch(w: World, life: Life, cohort: int, now: int) -> None:
    """Give a cohort its own clock: until now it stood where everyone who was never restarted stands."""
    if life.mask[cohort] != np.uint64(0):
        return
    life.touched[life.numbers[TOUCHED]] = cohort
    life.numbers[TOUCHED] += 1
    leg, since = w.cohort_first[cohort], w.cohort_step[cohort]
    while leg < w.cohort_end[cohort] and since + w.leg_steps[leg] <= now:
        since += w.leg_steps[leg]
        leg += 1
    life.leg[cohort] = leg
    life.since[cohort] = since


@compiled
def infected(life: Life, kind: int, number: int, member: int) -> bool:
    """Whether this person is infected, or ever was."""
    if kind == RESIDENT:
        return bool(life.slot_person[number] >= 0)
    if kind == MEMBER:
        return bool(life.mask[number] & (_ONE << np.uint64(member)) != np.uint64(0))
    return bool(life.staff_person[number] >= 0)


@compiled
def _passed_on(w: World, life: Life, kind: int, number: int, by: int) -> int:
    """The leg of quarantine in which an infection is passed on; outside it, that of whoever passes it on."""
    if by < 0:
        return 0
    if kind != MEMBER and life.kind[by] != MEMBER:
        return int(life.caught[by])
    cohort = number if kind == MEMBER else life.unit[by]
    return int(w.leg_stage[min(life.leg[cohort], w.cohort_end[cohort] - 1)]) + 1


@called
def infect(
    w: World, life: Life, out: np.ndarray, now: int, born: int, key: np.uint64,
    kind: int, number: int, member: int, door: int, by: int,
) -> int:  # fmt: skip
    """The line of a person newly infected, or -1 where they were infected before (or there is no room).

    by: the line of whoever infected them, -1: it happened outside.
    """
    if infected(life, kind, number, member):
        return -1
    line = int(life.numbers[PEOPLE])
    if line >= len(life.key):
        out[OVERFULL] = 1
        return -1
    life.numbers[PEOPLE] = line + 1
    if kind == RESIDENT:
        life.slot_person[number] = line
    elif kind == MEMBER:
        touch(w, life, number, now)
        life.mask[number] |= _ONE << np.uint64(member)
    else:
        life.staff_person[number] = line
    life.key[line] = key
    life.born[line] = born
    life.course[line] = np.searchsorted(w.share, unit(keyed(key, COURSE), 0), side="right")
    life.kind[line] = kind
    life.unit[line] = number
    life.member[line] = member
    life.door[line] = door
    life.caught[line] = _passed_on(w, life, kind, number, by)
    life.state[line] = ABOUT
    life.known[line] = -1
    life.noticed[line] = 0
    life.multiplier[line] = w.multipliers[int(unit(keyed(key, MULTIPLIER), 0) * len(w.multipliers))]
    life.spent[line] = 0.0
    life.due[line] = exponential(keyed(key, MEETS), 0)
    life.meetings[line] = 0
    life.active[life.numbers[ACTIVE]] = line
    life.numbers[ACTIVE] += 1
    return line


@compiled
def breached(out: np.ndarray, now: int, door: int, caught: int) -> None:
    """Somebody infectious is in a general wing: the first time is kept."""
    if out[BREACH_STEP] < 0:
        out[BREACH_STEP] = now
        out[BREACH_DOOR] = door
        if door == ARRIVAL:
            out[BREACH_LEG] = caught
