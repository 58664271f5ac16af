"""Two stretches at once, where the second cannot be filled after the first: both are given anew."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from lazaretto.roster.engine.judging import cost
from lazaretto.roster.engine.problem import Ints
from lazaretto.roster.evening import Eve, Stretch, filled
from lazaretto.roster.standing import Company, Stander, standing


def refilled(first: Stretch, second: Stretch, eves: Mapping[int, Eve]) -> tuple[Ints, Ints] | None:
    """Rows of both stretches in which less is missing; None where none are found.

    eves: what everybody brought along to the first.
    """
    company = _joined(first.company, second.company, eves)
    place = {person.number: at for at, person in enumerate(company.people)}
    rows = np.zeros((len(company.people), len(company.days)), dtype=np.int64)
    cut = len(first.company.days)
    ones, others = ([place[p.number] for p in each.company.people] for each in (first, second))
    rows[ones, :cut], rows[others, cut:] = first.rows, second.rows
    found, problem = filled(Stretch(company, rows)), standing(company).problem
    if cost(problem, found) + company.prices.missing > cost(problem, rows):
        return None
    return found[ones, :cut], found[others, cut:]


def _joined(first: Company, second: Company, eves: Mapping[int, Eve]) -> Company:
    ones = {person.number: person for person in first.people}
    others = {person.number: person for person in second.people}
    people = tuple(
        _both(
            ones.get(n) or _closed(others[n], len(first.days)),
            others.get(n) or _closed(ones[n], len(second.days)),
            eves[n],
        )
        for n in dict.fromkeys((*ones, *others))
    )
    return replace(first, days=range(first.days.start, second.days.stop), people=people)


def _closed(person: Stander, days: int) -> Stander:
    """Somebody over days on which nothing is open to them."""
    slots = person.open.shape[1]
    return replace(
        person, open=np.zeros((days, slots), dtype=np.bool_), costs=np.zeros((days, slots), dtype=np.int64),
        free=np.zeros(days, dtype=np.int64), tiring=np.zeros((days, slots), dtype=np.bool_),
    )  # fmt: skip


def _both(one: Stander, other: Stander, eve: Eve) -> Stander:
    return replace(
        one, rest=eve.rest, worked=eve.worked, open=np.vstack([one.open, other.open]),
        costs=np.vstack([one.costs, other.costs]), free=np.concatenate([one.free, other.free]),
        tiring=np.vstack([one.tiring, other.tiring]),
    )  # fmt: skip
