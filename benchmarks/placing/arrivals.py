"""Sixty days of arrivals by a seed: cases come Poisson, some of several co-defendants; each draw is named.

The law: 3.2 cases a day, 35 % of them of 2 to 5 people in equal parts, the others of one, which is six people
a day. Twelve women in a hundred, six minors in a hundred, drawn for each person (both invented).
"""

import math
from collections import Counter

from lazaretto.placement.allowing import Like
from lazaretto.placement.asking import Expected, Mix
from lazaretto.rehearsal.streams import Stream

DAYS = 60
CASES_IN_100_DAYS = 320
SEVERAL_PER_MILLE = 350
MOST = 5  # co-defendants of one case
WOMEN_PER_MILLE, MINORS_PER_MILLE = 120, 60
Case = tuple[Like, ...]  # one entry a person


def arrivals(seed: int, *, days: int = DAYS) -> tuple[tuple[Case, ...], ...]:
    """The cases of each day."""
    return tuple(
        tuple(_case(Stream(seed, "case", day, n)) for n in range(_poisson(Stream(seed, "cases", day))))
        for day in range(days)
    )


def expected(*, seed: int) -> Expected:
    """The same law as a request states it: what is known beforehand. ``seed`` is that of the futures."""
    split = (MOST - 1) * (1000 - SEVERAL_PER_MILLE)
    women, minors = WOMEN_PER_MILLE, MINORS_PER_MILLE
    return Expected(
        cases_in_100_days=CASES_IN_100_DAYS,
        sizes=(split, *[SEVERAL_PER_MILLE] * (MOST - 1)),
        people=(
            Mix(weight=(1000 - women) * (1000 - minors) // 100, sex="male"),
            Mix(weight=women * (1000 - minors) // 100, sex="female"),
            Mix(weight=(1000 - women) * minors // 100, sex="male", minor=True),
            Mix(weight=women * minors // 100, sex="female", minor=True),
        ),
        seed=seed,
    )


def counted(case: Case) -> Counter[Like]:
    """How many of a case may share with whom."""
    return Counter(case)


def _case(draw: Stream) -> Case:
    people = draw.between(2, MOST) if draw.chance(SEVERAL_PER_MILLE) else 1
    return tuple(_person(draw) for _ in range(people))


def _person(draw: Stream) -> Like:
    female, minor = draw.chance(WOMEN_PER_MILLE), draw.chance(MINORS_PER_MILLE)
    return Like("female" if female else "male", minor, "ordinary")


def _poisson(draw: Stream) -> int:
    """By inversion, from 53 bits."""
    mean, at = CASES_IN_100_DAYS / 100, draw.below(1 << 53) / (1 << 53)
    count, share = 0, math.exp(-mean)
    below = share
    while at > below and share > 0:
        count += 1
        share *= mean / count
        below += share
    return count
