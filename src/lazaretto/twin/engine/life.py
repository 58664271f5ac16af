"""The scratch memory of one thread: who is infected, where they are, and what is known of them.

Only the infected have a line. ``slot_person``, ``staff_person`` and the cohorts' masks say who is (or was)
infected where, so that nobody is infected twice. Cleared after each replicate by walking the lines, never
whole.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lazaretto.twin.engine.world import World

RESIDENT, MEMBER, STAFF = range(3)
ABOUT, ISOLATED, GONE = range(3)
PEOPLE, ACTIVE, TOUCHED = range(3)
LONG_AGO = -1_000_000


class Life(NamedTuple):
    """Shapes: P people with room, N slots, H cohorts, M staff, S sites."""

    key: NDArray[np.uint64]
    born: NDArray[np.int32]  # step at which their infection began
    course: NDArray[np.int32]
    kind: NDArray[np.int32]
    unit: NDArray[np.int32]  # slot, cohort or staff number
    member: NDArray[np.int32]  # of the cohort
    door: NDArray[np.int32]
    caught: NDArray[np.int32]  # leg in which their line of infection was last passed on; 0: before entry
    state: NDArray[np.int32]
    known: NDArray[np.int32]  # step at which a positive result comes; -1: none under way
    noticed: NDArray[np.int32]  # 1: whether their symptoms are noticed has been drawn
    multiplier: NDArray[np.float64]
    spent: NDArray[np.float64]  # expected meetings so far
    due: NDArray[
        np.float64
    ]  # expected meetings at which the next one falls: a Poisson process by its own clock
    meetings: NDArray[np.int32]
    active: NDArray[np.int32]  # lines of those who may still act
    slot_person: NDArray[np.int32]  # [N] line, -1: never infected
    staff_person: NDArray[np.int32]  # [M]
    mask: NDArray[np.uint64]  # [H] members who are or were infected
    leg: NDArray[np.int32]  # [H] for cohorts with an infection
    since: NDArray[np.int32]  # [H] step at which that leg began
    again: NDArray[np.int32]  # [H] day on which the cohort is swabbed anew
    touched: NDArray[np.int32]
    answered: NDArray[np.int32]  # [S] day of the last find that calls for rounds
    numbers: NDArray[np.int64]  # how many people, active, touched
    rates: NDArray[np.float64]  # [4] of the person in hand, by layer
    coming_step: NDArray[np.int32]
    coming_kind: NDArray[np.int32]
    coming_unit: NDArray[np.int32]
    coming_member: NDArray[np.int32]
    coming_key: NDArray[np.uint64]


def room(world: World, *, coming: int = 4096) -> Life:
    """Fresh memory for a world; coming: the most introductions of one replicate."""
    slots, cohorts, staff = len(world.slot_cell), len(world.cohort_step), len(world.staff_site)
    people = slots + staff + int(world.cohort_size.sum()) + coming

    def ints(length: int, value: int = 0) -> NDArray[np.int32]:
        return np.full(length, value, dtype=np.int32)

    return Life(
        key=np.zeros(people, dtype=np.uint64), born=ints(people), course=ints(people), kind=ints(people),
        unit=ints(people), member=ints(people), door=ints(people), caught=ints(people), state=ints(people),
        known=ints(people, -1), noticed=ints(people), multiplier=np.ones(people),
        spent=np.zeros(people), due=np.zeros(people), meetings=ints(people),
        active=ints(people), slot_person=ints(slots, -1), staff_person=ints(staff, -1),
        mask=np.zeros(cohorts, dtype=np.uint64), leg=ints(cohorts),
        since=ints(cohorts), again=ints(cohorts, LONG_AGO), touched=ints(cohorts),
        answered=ints(len(world.site_slots) - 1, LONG_AGO), numbers=np.zeros(3, dtype=np.int64),
        rates=np.zeros(4), coming_step=ints(coming), coming_kind=ints(coming), coming_unit=ints(coming),
        coming_member=ints(coming),
        coming_key=np.zeros(coming, dtype=np.uint64),
    )  # fmt: skip
