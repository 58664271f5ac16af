"""Cohorts as they share cells, and the legs that they go through as rows: those of the policy, and behind
them one sequence for each leg that runs already.

Whoever arrives goes through the rows of the policy. A cohort whose leg runs keeps that leg as it was when it
began (no running order is shortened), and goes on with what the policy says of the legs after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lazaretto.twin.network import Cohort, LegPlan, Policy, Running

_Sort = tuple[int, int, tuple[int, ...]]  # number, days and tests of a leg that runs


@dataclass(frozen=True, slots=True)
class Row:
    """One leg of one sequence. stage: which leg of a path it is, from 0. offset: days since the sequence
    began.
    """

    stage: int
    leg: LegPlan
    offset: int


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows, and for each cohort from which one it goes up to which (without it)."""

    rows: tuple[Row, ...]
    first: tuple[int, ...]
    end: tuple[int, ...]


def staged(policy: Policy, cohorts: Sequence[Cohort]) -> Rows:
    """The rows that these cohorts go through."""
    rows = list(_laid(policy, None))
    spans: dict[_Sort | None, tuple[int, int]] = {None: (0, len(rows))}
    for cohort in cohorts:
        sort = _sort(cohort.running)
        if sort not in spans:
            mine = _laid(policy, cohort.running)
            spans[sort] = (len(rows), len(rows) + len(mine))
            rows += mine
    found = [spans[_sort(cohort.running)] for cohort in cohorts]
    return Rows(tuple(rows), tuple(first for first, _ in found), tuple(end for _, end in found))


def celled(arrivals: Sequence[Cohort], *, most: int) -> list[Cohort]:
    """Arrivals cut into cells of at most so many people, as even as they go, in the order in which they
    come. Whoever shares a cell already goes on sharing it.
    """
    found: list[Cohort] = []
    for cohort in sorted(arrivals, key=lambda one: (one.day, one.home)):
        shares = cohort.running is not None and cohort.running.days > 0
        cells = 1 if shares else -(-cohort.size // most)
        for number in range(cells):
            size = cohort.size // cells + (number < cohort.size % cells)
            found.append(replace(cohort, size=size))
    return found


def stay(cohort: Cohort, policy: Policy) -> int:
    """Days from the day of a cohort to the end of its last leg, where nothing restarts it."""
    return sum(row.leg.days for row in _laid(policy, cohort.running))


def _laid(policy: Policy, running: Running | None) -> tuple[Row, ...]:
    legs = list(zip(policy.staged, policy.legs, strict=True))
    if running is not None:
        legs = [(stage, leg) for stage, leg in legs if stage >= running.leg - 1]
        if running.days:
            own = LegPlan(running.days, running.tests_on)
            legs = [(running.leg - 1, own), *((at, leg) for at, leg in legs if at > running.leg - 1)]
    rows, offset = [], 0
    for stage, leg in legs:
        rows.append(Row(stage, leg, offset))
        offset += leg.days
    return tuple(rows)


def _sort(running: Running | None) -> _Sort | None:
    return None if running is None else (running.leg, running.days, running.tests_on)
