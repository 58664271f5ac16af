"""The same prison in the twin's engine: nothing is special but its courses of infection.

A course is days of incubation, infectious days, whether the case is detected, and days of isolation; 2,048
equally likely courses lie evenly in these four (a scrambled Sobol sequence). A detected case shows itself
when its infectious days are over and is isolated then. All are in one wing, each in a place of their own.
"""

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy import stats

from lazaretto.twin.building import build
from lazaretto.twin.contacts import Contacts
from lazaretto.twin.disease import Disease
from lazaretto.twin.engine.running import run
from lazaretto.twin.engine.world import World
from lazaretto.twin.network import Duty, Network, Policy, Site
from validation.assumed import ancestral, only
from validation.bays.published import (
    DETECTED,
    HOSPITALISED,
    INCUBATION,
    INFECTIOUS,
    ISOLATION,
    REPRODUCTION,
    Prison,
)

COURSES = 2048
PER_DAY = 8  # steps of three hours: a mean of one day until detection is not smeared
DAYS = 600  # until nobody is infected
_NEVER = DAYS * 2.0


def world(prison: Prison, *, seed: int, taken_up: float = 1.0) -> World:
    """The engine's world of this scenario: one infected person, whose incubation begins.

    taken_up: what those who remain take up of the meetings that the isolated leave (the authors: all).
    """
    network = Network(
        (Site("prison", ((1,) * prison.people,), 0),), {"prison": ()}, (), {"prison": (0.0,) * DAYS}
    )
    order = Policy("isolation", (), Duty((("open", 1),), groups=1))
    built = build(network, order, _disease(), _contacts(prison, taken_up), days=DAYS, per_day=PER_DAY)
    return _with_courses(built._replace(seeds=1), prison, seed=seed)


def sizes(prison: Prison, *, replicates: int, seed: int, taken_up: float = 1.0) -> NDArray[np.int64]:
    """People infected in all in each replicate, the first one too."""
    lived = run(world(prison, seed=seed, taken_up=taken_up), seed=seed, replicates=replicates)
    return lived.column("infected_in_wings") + 1


def _disease() -> Disease:
    number = msgspec.structs.replace(ancestral().reproduction, value=REPRODUCTION, high=REPRODUCTION)
    return msgspec.structs.replace(ancestral(), reproduction=number)


def _contacts(prison: Prison, taken_up: float) -> Contacts:
    """Everybody meets everybody."""
    return only(
        reference=REPRODUCTION, wing=REPRODUCTION * prison.reduced, noticed_general=1.0, taken_up=taken_up
    )


def _with_courses(built: World, prison: Prison, *, seed: int) -> World:
    even = stats.qmc.Sobol(d=4, seed=np.random.Generator(np.random.Philox(seed))).random(COURSES)
    begins = stats.gamma(2, scale=INCUBATION / 2).ppf(even[:, 0])
    detected = even[:, 2] < DETECTED
    lasting = np.where(detected, prison.found_after, INFECTIOUS)
    over = begins + stats.gamma(2, scale=1 / 2).ppf(even[:, 1]) * lasting
    away = np.full(COURSES, _NEVER)
    if prison.returning:
        stays = even[:, 3] >= HOSPITALISED
        again = (even[:, 3] - HOSPITALISED) / (1 - HOSPITALISED)
        away[stays] = stats.gamma(2, scale=ISOLATION / 2).ppf(again[stays])
    edges = np.arange(int(np.ceil(over.max() * PER_DAY)) + 2) / PER_DAY
    spent = np.clip(edges[None, :], begins[:, None], over[:, None]) / INFECTIOUS
    steps = np.ceil(over * PER_DAY).astype(np.int32)
    return built._replace(
        share=np.cumsum(np.full(COURSES, 1 / COURSES)),
        spends=np.diff(spent, axis=1),
        onset=np.where(detected, steps, -1).astype(np.int32),
        ends=np.where(detected, np.ceil((over + away) * PER_DAY), steps).astype(np.int32),
        finds=np.zeros((1, COURSES, len(edges) - 1)),
        turnaround=np.zeros(1, dtype=np.int32),
        multipliers=np.ones(1),
        tested=0,
        shown=1,
    )
