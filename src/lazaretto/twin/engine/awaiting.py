"""Whoever is infected waits in the bucket of the step of their next meeting; until then they cost nothing."""

import numpy as np

from lazaretto.twin.engine.compiling import compiled
from lazaretto.twin.engine.life import LATEST, MEMBER, RESIDENT, Life
from lazaretto.twin.engine.streams import MEETS, keyed, wait
from lazaretto.twin.engine.world import World


@compiled
def begin(w: World, life: Life, line: int, multiplier: float, now: int) -> None:
    """Lay out the first meeting of somebody who acts from this step on."""
    t = life.tables
    kind = life.people[line].kind
    ceiling = t.member if kind == MEMBER else t.staff
    if kind == RESIDENT:
        ceiling = t.resident + w.slot_mates[life.people[line].unit]
    course = life.people[line].course
    age = min(max(now - life.people[line].born, 0), t.by_age.shape[1] - 1)
    life.people[line].ceiling = ceiling
    life.people[line].pace = 1.0 / (ceiling * multiplier)  # no ceiling, no pace: they wait for ever
    life.people[line].due = t.by_age[course, age]
    life.people[line].meetings = 0
    put_off(w, life, line, keyed(life.people[line].key, MEETS))


@compiled
def put_off(w: World, life: Life, line: int, bits: np.uint64) -> None:
    """Lay out the next meeting: into the bucket of its step, unless the course or the horizon ends before."""
    t = life.tables
    course = life.people[line].course
    due = life.people[line].due + wait(bits) * life.people[line].pace
    life.people[line].due = due
    if not due < t.whole[course]:  # said so that no number, of no pace, is no meeting either
        return
    age = int(t.guide[course, int(due * t.pieces[course])])
    while t.by_age[course, age + 1] <= due:
        age += 1
    step = life.people[line].born + age
    if step < w.steps:
        life.people[line].after = life.awaited[step]
        life.awaited[step] = line
        life.numbers[LATEST] = max(life.numbers[LATEST], step)
