"""Who infects whom in a step: whoever meets somebody today waits in the bucket of the step.

A handful of meetings is looked up before anybody of it is infected: each look waits for memory and for a
draw, and looks that do not hang on one another wait together.
"""

import numpy as np

from lazaretto.twin.engine.awaiting import put_off
from lazaretto.twin.engine.compiling import compiled
from lazaretto.twin.engine.infecting import breached, infect, infected
from lazaretto.twin.engine.life import ABOUT, HANDFUL, MEMBER, RESIDENT, Life
from lazaretto.twin.engine.meeting import met
from lazaretto.twin.engine.outcomes import (
    IN_QUARANTINE,
    IN_WINGS,
    STAFF_INSIDE,
    WINGS_BY_ARRIVAL,
)
from lazaretto.twin.engine.streams import CHILD, EARLY, IMMUNE, MEETS, keyed, unit_of
from lazaretto.twin.engine.world import World

_MEETING = np.uint64(1 << 32)  # the names of the meetings of one person, past all other names


@compiled
def spread(w: World, life: Life, out: np.ndarray, daily: np.ndarray, now: int) -> None:
    """Infections of this step. The newly infected act from the next one on."""
    while life.awaited[now] >= 0:
        for at in range(_looked_up(w, life, now)):
            _pass_on(w, life, out, daily, at, now)


@compiled
def _looked_up(w: World, life: Life, now: int) -> int:
    """Take a handful out of the bucket and note whom they meet who was never infected; how many."""
    count = 0
    line = life.awaited[now]
    while line >= 0 and count < HANDFUL:
        life.awaited[now] = life.people[line].after
        if life.people[line].state == ABOUT:
            key = keyed(life.people[line].key, _MEETING + np.uint64(life.people[line].meetings))
            life.people[line].meetings += 1
            put_off(w, life, line, keyed(key, MEETS))
            kind, number, member = met(w, life, line, now, unit_of(key), key)
            if number >= 0:
                life.met[count].by = line
                life.met[count].kind = kind
                life.met[count].unit = number
                life.met[count].member = member
                life.met[count].key = key
                count += int(not infected(life, kind, number, member))
        line = life.awaited[now]
    return count


@compiled
def _pass_on(w: World, life: Life, out: np.ndarray, daily: np.ndarray, at: int, now: int) -> None:
    by, kind, number, member = life.met[at].by, life.met[at].kind, life.met[at].unit, life.met[at].member
    if w.immune[kind] > 0.0 and _spared(w, life, kind, number, member):
        return
    key = keyed(life.met[at].key, CHILD)
    early = w.aging == 1 or (w.aging == 2 and keyed(key, EARLY) & np.uint64(1) == np.uint64(0))
    born = now if early else now + 1
    line = infect(w, life, out, now, now + 1, kind, number, member, key, -1, born, life.people[by].door, by)
    if line >= 0:
        _count(w, life, out, daily, line, now)


@compiled
def _spared(w: World, life: Life, kind: int, number: int, member: int) -> bool:
    """Whether this person is immune for good: by a draw of their own, the same under all policies."""
    who = (np.uint64(kind) << np.uint64(40)) | (np.uint64(number) << np.uint64(8)) | np.uint64(member)
    return bool(unit_of(keyed(keyed(life.own_key[0], IMMUNE), who)) < w.immune[kind])


@compiled
def _count(w: World, life: Life, out: np.ndarray, daily: np.ndarray, line: int, now: int) -> None:
    kind, door = life.people[line].kind, life.people[line].door
    if kind == RESIDENT:
        out[IN_WINGS] += 1
        out[WINGS_BY_ARRIVAL + door] += 1
        breached(out, now, door, life.people[line].caught)
    elif kind == MEMBER:
        out[IN_QUARANTINE] += 1
    else:
        out[STAFF_INSIDE] += 1
    if len(daily):
        daily[now // w.per_day, 1 if kind == RESIDENT else (0 if kind == MEMBER else 2)] += 1
