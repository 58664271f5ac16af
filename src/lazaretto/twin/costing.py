"""What an order costs whatever happens: person-days of quarantine, people alone, cells. Nothing is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lazaretto.twin.network import Cohort, Network, Policy
from lazaretto.twin.staging import celled, stay


@dataclass(frozen=True, slots=True)
class Costs:
    """planned: person-days of quarantine within the horizon. alone: of each person who is alone in a cell,
    the days. cells: the most in use at once. Whom a find restarts comes on top.
    """

    planned: int
    alone: tuple[int, ...]
    cells: int


def costs(whole: Network, policy: Policy, *, days: int) -> Costs:
    """The costs of an order over so many days."""
    cohorts = celled(whole.arrivals, most=policy.cohort)
    stays = [max(0, min(cohort.day + stay(cohort, policy), days) - max(cohort.day, 0)) for cohort in cohorts]
    return Costs(
        planned=sum(cohort.size * on for cohort, on in zip(cohorts, stays, strict=True)),
        alone=tuple(on for cohort, on in zip(cohorts, stays, strict=True) if cohort.size == 1),
        cells=_at_once(cohorts, stays, days=days),
    )


def _at_once(cohorts: Sequence[Cohort], stays: Sequence[int], *, days: int) -> int:
    use = np.zeros(days + 1, dtype=np.int64)
    for cohort, on in zip(cohorts, stays, strict=True):
        use[max(cohort.day, 0)] += 1
        use[max(cohort.day, 0) + on] -= 1
    return int(use.cumsum().max())
