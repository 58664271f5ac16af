"""Whoever is infected waits in the bucket of the step of their next meeting; until then they cost nothing."""

import numpy as np

from lazaretto.twin.engine.compiling import compiled
from lazaretto.twin.engine.life import LATEST, MEMBER, RESIDENT, Life
from lazaretto.twin.engine.streams import MEETS, keyed, wait
from lazaretto.twin.engine.tables import PIECES
from lazaretto.twin.engine.world import World

_LAST = float(PIECES)
_NEVER = 1e-300  # a ceiling so low that nobody is ever met


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
    spent = t.by_age[course, age] if age < t.by_age.shape[1] - 1 else t.whole[course]
    life.people[line].ceiling = ceiling
    life.people[line].pace = 1.0 / max(ceiling * multiplier, _NEVER)
    life.people[line].due = spent
    life.people[line].meetings = 0
    put_off(w, life, line, keyed(life.people[line].key, MEETS))


@compiled
def put_off(w: World, life: Life, line: int, bits: np.uint64) -> None:
    """Lay out the next meeting: into the bucket of its step, past the end if the course is over before."""
    t = life.tables
    course = life.people[line].course
    due = life.people[line].due + wait(bits) * life.people[line].pace
    life.people[line].due = due
    # Whether there is a next meeting cannot be foreseen, and a branch foreseen wrongly costs as much as all
    # of this: whoever waits no more is put into the bucket past the end, and nobody asks.
    piece = int(min(due * t.pieces[course], _LAST))
    age = int(t.guide[course, piece])
    while t.by_age[course, age + 1] <= due:
        age += 1
    again = due < t.whole[course]
    step = min(life.people[line].born + age, w.steps) if again else w.steps
    life.people[line].after = life.awaited[step]
    life.awaited[step] = line
    life.numbers[LATEST] = max(life.numbers[LATEST], step if step < w.steps else -1)
