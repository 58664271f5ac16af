"""What of a world is reckoned once before anybody lives in it, so that a draw costs a look and no search.

A person's meetings are the points of a Poisson process of one *ceiling*: the most that a whole course of
somebody like them transmits anywhere. Where they are at the moment decides which of the points count. So the
points are theirs alone, whatever the policy, and can be laid out ahead.
"""

from typing import NamedTuple

import numpy as np

from lazaretto.twin.engine.world import Floats, Ints, World

PIECES = 128  # of a course, equal in what they transmit


class Tables(NamedTuple):
    """Shapes: K courses, A ages in steps."""

    # Which course: an equal piece each, in which one of two is drawn (Walker's alias method).
    own: Floats  # [K] the share of its piece that is the course's own
    alias: Ints  # [K] whose the rest is
    # When: what of a whole course is transmitted by its first ages, and at which age a piece of it begins.
    by_age: Floats  # [K, A + 1]; the end is endless
    whole: Floats  # [K]
    pieces: Floats  # [K] how many pieces to a unit of what is transmitted
    guide: Ints  # [K, PIECES + 1]
    # The ceilings.
    resident: float  # besides the cell
    member: float
    staff: float
    seed_hazard: float  # -log(1 - seed_chance)
    taken_up: float  # as the world says, and 0 where nobody is ever isolated


def tables(world: World) -> Tables:
    """The tables of a world."""
    spent = np.where(np.arange(world.spends.shape[1]) < world.ends[:, None], world.spends, 0.0)
    by_age = np.concatenate([np.zeros((len(world.share), 1)), np.cumsum(spent, axis=1)], axis=1)
    whole = by_age[:, -1].copy()
    by_age[:, -1] = np.inf  # a search ends there
    starts = np.arange(PIECES + 1) / PIECES
    guide = [
        np.searchsorted(row, starts * end, side="right") - 1 for row, end in zip(by_age, whole, strict=True)
    ]
    own, alias = aliases(np.diff(world.share, prepend=0.0))
    inside = world.wing_rate + world.site_rate
    resident = inside * max(1.0, world.freeze) + world.resident_staff
    return Tables(
        own=own, alias=alias, by_age=by_age, whole=whole,
        pieces=np.divide(PIECES, whole, out=np.zeros(len(whole)), where=whole > 0),
        guide=np.array(guide, dtype=np.int32),
        resident=resident, member=_most_of_a_member(world, resident),
        staff=float(world.staff_staff.max()) + world.staff_resident + world.staff_cohort,
        seed_hazard=float(-np.log1p(-world.seed_chance)),
        taken_up=world.taken_up if world.tested or world.shown else 0.0,
    )  # fmt: skip


def _most_of_a_member(world: World, resident: float) -> float:
    """An arrival passes through legs and comes to a general wing: whichever of them is most."""
    wings = resident + (float(world.slot_mates.max()) if len(world.slot_mates) else 0.0)
    if not len(world.leg_steps) or not len(world.cohort_size):
        return wings
    cell = world.leg_pair * (int(world.cohort_size.max()) - 1)
    return max(wings, float((cell + world.leg_rate + world.leg_staff).max()))


def aliases(shares: Floats) -> tuple[Floats, Ints]:
    """Of each of K equal pieces the share that is its own, and whose the rest is (Walker 1977, Vose 1991)."""
    count = len(shares)
    left = shares / shares.sum() * count
    own, alias = np.ones(count), np.arange(count, dtype=np.int32)
    small = [number for number in range(count) if left[number] < 1]
    large = [number for number in range(count) if left[number] >= 1]
    while small and large:
        less, more = small.pop(), large[-1]
        own[less], alias[less] = left[less], more
        left[more] -= 1 - left[less]
        if left[more] < 1:
            small.append(large.pop())
    return own, alias
