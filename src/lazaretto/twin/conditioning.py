"""Rare breaches: live what comes in by each door apart, as often as wanted, and combine.

Introductions are points of Poisson processes, one for each door. Where they do not meet each other's
consequences, those that break through are points too, thinner, and

    P(breach) = 1 - exp(-Σ Λ p)

over the doors, with Λ the introductions to be expected and p the chance that one breaks through (a thinned
Poisson process). A door's own lives are lived with its hazard raised to ``EACH`` introductions a life, so
that few are spent on nothing; p follows from the share of lives with a breach. Means are linear in Λ. What is
lost is that two introductions may meet: exact where they are rare, which is when this is asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log1p

import numpy as np

from lazaretto.twin.analytic.courses import Floats
from lazaretto.twin.answer import DOORS, SIZES
from lazaretto.twin.engine.running import run
from lazaretto.twin.engine.world import World
from lazaretto.twin.network import Policy
from lazaretto.twin.observing import Seen, Setting, planned_swabs, see, seen, stages

# Introductions to be expected in a life of one door, or as many as there are. Fewer would spend lives on
# nothing; with more, those of one house would meet.
EACH = 2.0
_HAZARDS = ("cohort_hazard", "staff_hazard", "outing_hazard")  # of ``DOORS``, each summed along its array


def look(setting: Setting, policy: Policy, point: Sequence[float], *, at: int, threads: int = 1) -> Seen:
    """A policy at point number ``at``, as the setting asks for it. Errors: CannotBeBuilt, ValueError."""
    if not setting.rare:
        return see(setting, policy, point, at=at, threads=threads)
    return conditioned(
        setting.world(policy, point), seed=setting.seed + at, replicates=setting.replicates, threads=threads
    )


def conditioned(world: World, *, seed: int, replicates: int, threads: int = 1) -> Seen:
    """What a world comes to, door by door; so many lives for each door by which anybody comes.

    Errors: ValueError for a horizon that begins with infections in a general wing: they come by no door.
    """
    if world.seeds or world.seed_chance:
        raise ValueError("a horizon that begins with infections inside has no rare breach")
    found: dict[str, _Door] = {}
    for door, name in zip(DOORS, _HAZARDS, strict=True):
        expected = introductions(world, door)
        if expected <= 0.0:
            continue
        each = max(EACH, expected)
        closed = {other: np.zeros_like(getattr(world, other)) for other in _HAZARDS}
        one = world._replace(**{**closed, name: getattr(world, name) * (each / expected)})
        lived = run(one, seed=seed, replicates=replicates, threads=threads)
        found[door] = _Door(seen(lived), times=expected / each, lives=replicates)
    return _together(found, planned=planned_swabs(world), legs=stages(world) + 1)


def introductions(world: World, door: str) -> float:
    """How many infected are to be expected by a door over the horizon."""
    hazard: Floats = getattr(world, _HAZARDS[DOORS.index(door)])
    if not len(hazard):
        return 0.0
    if door != "staff":
        return float(hazard[-1])
    # Staff are drawn as if all were outside and kept with the exposure of their phase.
    days = world.phase.shape[1]
    kept = np.zeros((len(world.site_staff) - 1, days))
    for site, (first, end) in enumerate(pairwise(world.site_staff)):
        if end > first:
            kept[site] = world.exposure[world.phase[world.staff_group[first:end]]].mean(axis=0)
    return float(np.diff(hazard, prepend=0.0) @ kept.ravel())


@dataclass(frozen=True, slots=True)
class _Door:
    """What the lives of one door come to. times: its introductions of the horizon for each of a life."""

    seen: Seen
    times: float
    lives: int

    def points(self, chance: float) -> float:
        """The points of the thinned process over the horizon, from the share of lives that have any."""
        return -log1p(-min(chance, 1 - 0.5 / self.lives)) * self.times


def _together(doors: Mapping[str, _Door], *, planned: float, legs: int) -> Seen:
    points = {name: door.points(door.seen.breach) for name, door in doors.items()}
    whole = sum(points.values())
    breach = 1.0 - exp(-whole)
    each = {name: breach * part / whole if whole else 0.0 for name, part in points.items()}
    arriving = doors.get("arrival")
    share = each["arrival"] / arriving.seen.breach if arriving and arriving.seen.breach else 0.0
    return Seen(
        breach=breach,
        doors=tuple(each.get(door, 0.0) for door in DOORS),
        legs=tuple(share * leg for leg in arriving.seen.legs) if arriving else (0.0,) * legs,
        infected=sum(door.seen.infected * door.times for door in doors.values()),
        # Of one introduction at least so many: what several add up to is left out.
        sizes=tuple(
            1.0 - exp(-sum(door.points(door.seen.sizes[number]) for door in doors.values()))
            for number in range(len(SIZES))
        ),
        restarted=sum(door.seen.restarted * door.times for door in doors.values()),
        swabs=planned + sum((door.seen.swabs - planned) * door.times for door in doors.values()),
    )
