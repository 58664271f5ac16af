"""The prison model of Bays et al., Int J Prisoner Health 2021;17:380, event by event.

Written from the equations that the authors state (stages of Erlang shape two; force of infection beta I / N);
nothing of their notebooks is used. Event by event in continuous time (Gillespie 1977), each replicate until
nobody is infected: an oracle that shares nothing with the twin's engine.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

INCUBATION, INFECTIOUS, ISOLATION, HOSPITAL = 6.0, 4.0, 7.0, 22.0  # mean days
DETECTED, HOSPITALISED = 0.53, 0.11  # shares: of the infected, and of those detected
REPRODUCTION = 3.0


@dataclass(frozen=True, slots=True)
class Prison:
    """A scenario. found_after: mean days until a detected case is taken out. reduced: meetings left.

    returning: whoever was isolated comes back among the others after ``ISOLATION`` days; otherwise never.
    """

    people: int
    found_after: float
    reduced: float
    returning: bool

    @property
    def transmission(self) -> float:
        """Meetings that infect, a day."""
        return REPRODUCTION / INFECTIOUS * self.reduced


def sizes(prison: Prison, *, replicates: int, seed: int) -> NDArray[np.int64]:
    """People infected in all in each replicate, the first one too."""
    return np.asarray(
        _lived(
            prison.people, prison.transmission, prison.found_after, prison.returning, replicates, seed,
            (INCUBATION, INFECTIOUS, ISOLATION, HOSPITAL, DETECTED, HOSPITALISED),
        )
    )  # fmt: skip


@njit(cache=True)
def _lived(people, beta, found_after, returning, replicates, seed, times):  # type: ignore[no-untyped-def]
    np.random.seed(seed)
    incubation, infectious, isolation, hospital, detected, hospitalised = times
    found = np.zeros(replicates, np.int64)
    # Two stages each: incubating 0 1, unnoticed 2 3, to be detected 4 5, isolated 6 7, in hospital 8 9.
    mean = np.array([incubation, infectious, found_after, isolation, hospital])
    stages = np.zeros(10, np.int64)
    for replicate in range(replicates):
        stages[:] = 0
        stages[0] = 1
        susceptible, away = people - 1, 0
        while stages[:6].sum() > 0:
            infecting = stages[2] + stages[3] + stages[4] + stages[5]
            rate = beta * susceptible * infecting / (people - away)
            total = rate
            for stage in range(10):
                total += 2.0 * stages[stage] / mean[stage // 2]
            place = np.random.random() * total
            if place < rate:
                susceptible -= 1
                stages[0] += 1
                continue
            place -= rate
            stage = 0
            while stage < 9 and place >= 2.0 * stages[stage] / mean[stage // 2]:
                place -= 2.0 * stages[stage] / mean[stage // 2]
                stage += 1
            stages[stage] -= 1
            if stage % 2 == 0:
                stages[stage + 1] += 1
            elif stage == 1:
                stages[4 if np.random.random() < detected else 2] += 1
            elif stage == 5:
                away += 1
                stages[8 if np.random.random() < hospitalised else 6] += 1
            elif stage == 7 and returning:
                away -= 1
        found[replicate] = people - susceptible
    return found
