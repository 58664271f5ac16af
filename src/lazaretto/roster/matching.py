"""What some days cost at least, whatever came before them: a bound for the stands of any roster."""

from dataclasses import replace

import numpy as np
from ortools.graph.python import linear_sum_assignment  # type: ignore[import-untyped]

from lazaretto.roster.resting import Rest
from lazaretto.roster.standing import WEEK, Company


def matched(company: Company) -> int:
    """The least price of the days, each by itself: people matched to places, no rule of rest asked."""
    if not company.people:
        return 0
    return sum(_of_day(company, at) for at in range(len(company.days)))


def rested_anew(company: Company) -> Company | None:
    """The company with nothing brought along: all long rested. None where that is how they are.

    Whatever rows are lawful after any days before are lawful then too, so what they cost at least is a bound.
    """
    rested = tuple(replace(p, rest=Rest(), worked=(0,) * (WEEK - 1)) for p in company.people)
    same = all((a.rest, a.worked) == (b.rest, b.worked) for a, b in zip(company.people, rested, strict=True))
    return None if same else replace(company, people=rested)


def _of_day(company: Company, at: int) -> int:
    """One day. A place of a woman's in which a man stands misses her; empty, it misses both."""
    people, missing = len(company.people), company.prices.missing
    places = [
        (letter, number < slot.watch.women)
        for letter, slot in enumerate(company.slots)
        for number in range(slot.need)
    ]
    matching = linear_sum_assignment.SimpleLinearSumAssignment()
    for n, person in enumerate(company.people):
        matching.add_arc_with_cost(n, len(places) + n, int(person.free[at]))
        for place, (letter, women) in enumerate(places):
            if person.open[at, letter]:
                other = missing if women and not person.is_woman else 0
                matching.add_arc_with_cost(n, place, int(person.costs[at, letter]) + other)
    for place, (_, women) in enumerate(places):
        matching.add_arc_with_cost(people + place, place, missing * (1 + women))
    rest = np.indices((len(places), people)).reshape(2, -1)
    matching.add_arcs_with_cost(people + rest[0], len(places) + rest[1], np.zeros(rest.shape[1], np.int64))
    matching.solve()
    return int(matching.optimal_cost())
