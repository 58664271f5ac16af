"""The scratch memory of one thread: who is infected, where they are, and what is known of them.

Only the infected have a line. ``slot_person``, ``staff_person`` and the cohorts' masks say who is (or was)
infected where, so that nobody is infected twice. Cleared after each replicate by walking the lines.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lazaretto.twin.engine.tables import Tables, tables
from lazaretto.twin.engine.world import Ints, World

Rows = NDArray[np.void]

RESIDENT, MEMBER, STAFF = range(3)
ABOUT, ISOLATED, GONE = range(3)
PEOPLE, ACTIVE, TOUCHED, LATEST, SEEDS = range(5)
HANDFUL = 64  # of meetings that are looked up together
LONG_AGO = -1_000_000


PERSON = np.dtype(
    [
        ("key", np.uint64),
        ("due", np.float64),  # what of their course is transmitted up to the next point of their meetings
        ("pace", np.float64),  # the mean of what is transmitted between two points
        ("ceiling", np.float64),  # the most that a whole course of theirs transmits, see ``tables``
        ("born", np.int32),  # step at which their infection began
        ("course", np.uint32),  # an index without a sign is looked up without asking for it
        ("unit", np.uint32),  # slot, cohort or staff number
        ("meetings", np.int32),  # points so far
        ("after", np.int32),  # who waits in the same bucket, -1: nobody else
        ("known", np.int32),  # step at which a positive result comes; -1: none under way
        ("kind", np.uint8),
        ("state", np.int8),
        ("member", np.int8),  # of the cohort
        ("door", np.int8),
        ("caught", np.int8),  # leg in which their line of infection was last passed on; 0: before entry
        ("noticed", np.int8),  # 1: whether their symptoms are noticed has been drawn
    ],
    align=True,
)
COHORT = np.dtype(
    [
        ("mask", np.uint64),  # members who are or were infected
        ("leg", np.int32),  # row of legs, for cohorts with an infection
        ("since", np.int32),  # step at which that leg began
        ("again", np.int32),  # day on which the cohort is swabbed anew
    ],
    align=True,
)
MEETING = np.dtype(
    [("key", np.uint64), ("by", np.int32), ("kind", np.int32), ("unit", np.int32), ("member", np.int32)],
    align=True,
)
COMING = np.dtype(
    [("key", np.uint64), ("step", np.int32), ("kind", np.int32), ("unit", np.int32), ("member", np.int32)],
    align=True,
)


class Life(NamedTuple):
    """Shapes: P people with room, N slots, H cohorts, M staff, S sites."""

    people: Rows  # [P] of PERSON: a line for each who is infected
    awaited: Ints  # [steps + 1] the first who waits for that step, -1: nobody; at the end, who waits no more
    active: Ints  # [P] lines of those who must be looked at step by step
    slot_person: Ints  # [N] line, -1: never infected
    staff_person: Ints  # [M]
    cohorts: Rows  # [H] of COHORT
    touched: Ints  # [H] cohorts with an infection
    answered: Ints  # [S] day of the last find that calls for rounds
    numbers: NDArray[np.int64]  # how many people, active, touched; the latest step awaited; seeds
    met: Rows  # [HANDFUL] of MEETING: those in hand
    coming: Rows  # of COMING: who comes in infected
    own_key: NDArray[np.uint64]  # [1] of the replicate
    tables: Tables


def room(world: World, *, coming: int = 4096) -> Life:
    """Fresh memory for a world; coming: the most introductions of one replicate, seeds apart.

    Where more are to be expected (tuberculosis brings many who are harmless), ten deviations beyond that.
    """
    slots, cohorts, staff = len(world.slot_cell), len(world.cohort_step), len(world.staff_site)
    doors = (world.cohort_hazard, world.staff_hazard, world.outing_hazard)
    expected = sum(float(door[-1]) for door in doors if len(door))
    coming = max(coming, math.ceil(expected + 10 * math.sqrt(expected)))
    coming += world.seeds + math.ceil(2 * world.seed_chance * slots)
    people = slots + staff + int(world.cohort_size.sum()) + coming
    of_cohorts = np.zeros(cohorts, dtype=COHORT)
    of_cohorts["again"] = LONG_AGO
    return Life(
        people=np.zeros(people, dtype=PERSON), awaited=_ints(world.steps + 1, -1), active=_ints(people),
        slot_person=_ints(slots, -1), staff_person=_ints(staff, -1), cohorts=of_cohorts,
        touched=_ints(cohorts), answered=_ints(len(world.site_slots) - 1, LONG_AGO),
        numbers=np.array([0, 0, 0, -1, 0]), met=np.zeros(HANDFUL, dtype=MEETING),
        coming=np.zeros(coming, dtype=COMING), own_key=np.zeros(1, dtype=np.uint64), tables=tables(world),
    )  # fmt: skip


def _ints(length: int, value: int = 0) -> Ints:
    return np.full(length, value, dtype=np.int32)
