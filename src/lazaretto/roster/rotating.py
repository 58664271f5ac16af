"""A first roster of watches, day after day: each day's people are matched to its watches at the least price.

Quick and lawful, not the best: what a day takes may be wanted the next. The engine begins from it.
"""

import numpy as np
from ortools.graph.python import linear_sum_assignment  # type: ignore[import-untyped]

from lazaretto.roster.engine.problem import Ints
from lazaretto.roster.standing import Company, Standing

# How far prices are told apart below a point, so that the calm choice wins among equals.
_FINE = 100
_LATER = 3  # a watch at another hour than the day before
_EARLIER = 30  # and at an earlier one: it eats into rest
_NIGHT = 20  # each night that somebody has had more
_TIRED = 5  # each watch in the days before
_NEXT = 500  # a watch that eats into the rest of the stretch to come


def rotate(company: Company, standing: Standing) -> Ints:
    """Letters by person and day, shape (people, days); whoever must not stand, or is not needed, has none."""
    contract = standing.problem.contracts[0]
    rows = np.zeros((len(company.people), len(company.days)), dtype=np.int64)
    if not company.people:
        return rows
    state = np.array([member.start for member in standing.problem.members])
    worked = np.array([sum(minutes > 0 for minutes in p.worked) for p in company.people])
    nights = np.zeros(len(company.people), dtype=np.int64)
    is_night = np.array([False, *(slot.is_night for slot in company.slots)])
    for day in range(len(company.days)):
        open_ = _open(standing, rows, state, day)
        prices = _prices(company, rows, day, worked, nights)
        rows[:, day] = _matched(company, open_, prices)
        state = contract.after[state, rows[:, day]]
        nights += is_night[rows[:, day]]
        worked += rows[:, day] > 0
    return rows


def _open(standing: Standing, rows: Ints, state: Ints, day: int) -> Ints:
    """Which watches each person may stand on a day after what they have stood, shape (people, letters)."""
    problem = standing.problem
    found = problem.contracts[0].after[state] >= 0
    for n, member in enumerate(problem.members):
        found[n] &= member.allowed[day]
        for counter in member.counters:
            if counter.most is not None:
                so_far = sum(int(counter.takes[d, 0, rows[n, d]]) for d in range(day))
                found[n] &= so_far + counter.takes[day, 0] <= counter.most
    return found.astype(np.int64)


def _prices(company: Company, rows: Ints, day: int, worked: Ints, nights: Ints) -> Ints:
    """What each letter costs each person on a day, finely, shape (people, letters)."""
    begins = np.array([0, *(slot.begins for slot in company.slots)])
    is_night = np.array([False, *(slot.is_night for slot in company.slots)])
    costs = np.stack([np.concatenate([[p.free[day]], p.costs[day]]) for p in company.people]) * _FINE
    costs[:, 1:] += _TIRED * worked[:, None] + _NEXT * np.stack([p.tiring[day] for p in company.people])
    held = (rows[:, :day] > 0).sum(axis=1)
    beyond = held >= np.array([p.watches for p in company.people])
    costs[:, 1:] += beyond[:, None] * company.prices.uneven_watch * _FINE
    late = nights >= np.array([p.nights for p in company.people])
    costs += is_night * (_NIGHT * nights[:, None] + late[:, None] * company.prices.uneven_night * _FINE)
    if day:
        before = rows[:, day - 1]
        moved = begins[None, :] - begins[before][:, None]
        both = (before > 0)[:, None] & (np.arange(len(begins)) > 0)
        costs += both * ((moved > 0) * _LATER + (moved < 0) * _EARLIER)
    return costs.astype(np.int64)


def _matched(company: Company, open_: Ints, prices: Ints) -> Ints:
    """The letters of a day: people matched to places at the least price; a place left empty costs most."""
    places = [
        (letter, number < slot.watch.women)
        for letter, slot in enumerate(company.slots, 1)
        for number in range(slot.need)
    ]
    people = len(company.people)
    missing = company.prices.missing * _FINE + int(prices.max()) + 1
    is_woman = np.array([person.is_woman for person in company.people])
    matching = linear_sum_assignment.SimpleLinearSumAssignment()
    for n in range(people):
        matching.add_arc_with_cost(n, len(places) + n, int(prices[n, 0]))
    for place, (letter, women) in enumerate(places):
        matching.add_arc_with_cost(people + place, place, missing)
        for n in np.flatnonzero(open_[:, letter]).tolist():
            other = missing // 2 if women and not bool(is_woman[n]) else 0
            matching.add_arc_with_cost(n, place, int(prices[n, letter]) + other)
    rest = np.indices((len(places), people)).reshape(2, -1)
    matching.add_arcs_with_cost(people + rest[0], len(places) + rest[1], np.zeros(rest.shape[1], np.int64))
    matching.solve()
    row = np.zeros(people, dtype=np.int64)
    for n in range(people):
        place = int(matching.right_mate(n))
        row[n] = places[place][0] if place < len(places) else 0
    return row
