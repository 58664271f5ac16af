"""The people of a house over a few days and its watches → a problem: who stands which watch on which day.

Steps are days; letter 0 is no watch, the others are the watches of ``Company.slots`` in order.
Everybody stands at most one watch a day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lazaretto.roster.asking import Prices
from lazaretto.roster.engine.problem import Counter, Demand, Flags, Ints, Member, Problem
from lazaretto.roster.resting import Fatigue, Rest, Resting, resting, settled
from lazaretto.roster.watches import Slot

WEEK = 7


@dataclass(frozen=True, slots=True, eq=False)
class Stander:
    """Somebody who may stand watches. number: their place in the house's strength.

    open: (days, slots). worked: minutes on each of the six days before, the eve last. nights, watches:
    their even share. costs: (days, slots), the price of a watch, and free: (days,) that of none. tiring:
    (days, slots), which watches would eat into the rest that the coming stretch asks of them.
    """

    number: int
    name: str
    is_woman: bool
    rest: Rest
    worked: tuple[int, ...]
    open: Flags
    costs: Ints
    free: Ints
    nights: int
    watches: int
    tiring: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Company:
    """Those who may stand watches in some days. days: offsets; slots: the watches of each day."""

    days: range
    slots: tuple[Slot, ...]
    people: tuple[Stander, ...]
    limits: Fatigue
    prices: Prices


def week_hours_exceeded(company: Company, weeks: Sequence[Ints], person: Stander) -> Iterator[Counter]:
    """In no seven days in a row are there more hours than the limit, the days before counted in.

    weeks: of each day what the watches of the seven days that it ends take, from the first of the company on.
    """
    limit = company.limits.week_hours
    if limit is None:
        return
    longest = max((slot.minutes for slot in company.slots), default=0)
    for last, takes in enumerate(weeks):
        first = last - WEEK + 1
        before = sum(person.worked[first:]) if first < 0 else 0
        counted = last + 1 - max(0, first)
        if before + counted * longest > limit * 60:
            yield Counter("week_hours_exceeded", takes, most=max(0, limit * 60 - before))


def _weeks(company: Company) -> list[Ints]:
    """The takes of the counters of hours, one a day, shared by everybody."""
    minutes = np.array([0, *(slot.minutes for slot in company.slots)], dtype=np.int64)
    found = []
    for last in range(len(company.days)):
        takes = np.zeros((len(company.days), 1, len(minutes)), dtype=np.int64)
        takes[max(0, last - WEEK + 1) : last + 1, 0] = minutes
        found.append(takes)
    return found


def post_unmanned(company: Company) -> Iterator[Demand]:
    """Every watch has its people, and its women among them."""
    price = company.prices.missing
    is_woman = tuple(n for n, person in enumerate(company.people) if person.is_woman)
    for day in range(len(company.days)):
        for letter, slot in enumerate(company.slots, 1):
            name = f"{slot.post.post} {slot.watch.watch}"
            yield Demand(name, (day,), (letter,), slot.need, under=price, most=slot.need)
            if slot.watch.women:
                yield Demand(name, (day,), (letter,), slot.watch.women, under=price, members=is_woman)


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """The problem of a company, and the automaton it was made with."""

    problem: Problem
    resting: Resting


def standing(company: Company) -> Standing:
    """The problem whose answer says who stands what. Shortages are priced; every other rule is kept."""
    begins = [settled(company.limits, person.rest, company.slots) for person in company.people]
    machine = resting(company.limits, company.slots, begins)
    weeks = _weeks(company)
    members = tuple(
        _member(company, weeks, person, machine.number[rest])
        for person, rest in zip(company.people, begins, strict=True)
    )
    demands = tuple(post_unmanned(company))
    letters = ("", *(f"{slot.post.post} {slot.watch.watch}" for slot in company.slots))
    return Standing(Problem(len(company.days), letters, (machine.contract,), members, demands), machine)


def _member(company: Company, weeks: Sequence[Ints], person: Stander, start: int) -> Member:
    off = np.ones((len(company.days), 1), dtype=np.bool_)
    return Member(
        name=person.name,
        contract=0,
        start=start,
        allowed=np.hstack([off, person.open]),
        costs=np.hstack([person.free[:, None], person.costs]),
        counters=tuple(week_hours_exceeded(company, weeks, person)),
    )


def stands_of(company: Company, letters: Ints) -> Sequence[tuple[Stander, int, Slot]]:
    """The answer's rows as (person, day, watch)."""
    return [
        (company.people[n], company.days[day], company.slots[letters[n, day] - 1])
        for n, day in zip(*np.nonzero(letters), strict=True)
    ]
