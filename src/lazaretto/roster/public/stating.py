"""An instance of the public format → a problem. Letter 0 is a day off, the others are the shifts in order."""

import numpy as np

from lazaretto.roster.engine.problem import Contract, Counter, Demand, Flags, Ints, Member, Problem
from lazaretto.roster.public.instance import Instance, Person

WEEK, SATURDAY = 7, 5  # a horizon begins on a Monday


def problem_of(instance: Instance) -> Problem:
    """The problem an instance states: requests not heeded cost their weight, as do people under and over."""
    letters = ("", *instance.names)
    contracts: dict[tuple[int, int, int], Contract] = {}
    for person in instance.staff:
        limits = (person.longest_run, person.shortest_run, person.shortest_rest)
        if limits not in contracts:
            contracts[limits] = contract_of(instance, *limits)
    takes = _Takes(instance, tuple(contracts.values()))
    members = tuple(_member(instance, person, list(contracts), takes) for person in instance.staff)
    demands = tuple(
        Demand(f"{c.day} {c.shift}", (c.day,), (letters.index(c.shift),), c.need, under=c.under, over=c.over)
        for c in instance.cover
    )
    return Problem(instance.days, letters, tuple(contracts.values()), members, demands)


def contract_of(instance: Instance, longest: int, shortest: int, rest: int) -> Contract:
    """Runs of work and rest, and which shift may follow which.

    The horizon's edges: before the first day runs of work and of rest are as long as they need be and the day
    before was free; a run that the end cuts off may be as short as it is.
    """
    shifts = len(instance.shifts)
    after = np.full((_OFF + rest + 2 * shifts * longest, 1 + shifts), -1, dtype=np.int64)

    def work(shift: int, run: int, early: int) -> int:
        return _OFF + rest + (early * shifts + shift) * longest + run - 1

    rested = _OFF + rest - 1
    after[_START, 0] = rested
    for shift in range(shifts):
        after[_START, 1 + shift] = work(shift, 1, 1)
        after[rested, 1 + shift] = work(shift, 1, 0)
    for days in range(1, rest + 1):
        after[_OFF + days - 1, 0] = _OFF + min(days + 1, rest) - 1
    for early in range(2):  # a run from the first day on may be short: it began before
        for shift, kind in enumerate(instance.shifts):
            for run in range(1, longest + 1):
                state = work(shift, run, early)
                if early or run >= shortest:
                    after[state, 0] = _OFF
                if run < longest:
                    for other, name in enumerate(instance.names):
                        if name not in kind.not_before:
                            after[state, 1 + other] = work(other, run + 1, early)
    return Contract(f"{longest}, {shortest}, {rest}", after, np.ones(len(after), dtype=bool))


_START, _OFF = 0, 1  # the state of the first day, and that of the first day of rest


class _Takes:
    """The arrays that counters share, made once, so that alike people stay alike for the engine."""

    def __init__(self, instance: Instance, contracts: tuple[Contract, ...]) -> None:
        minutes = [0, *(shift.minutes for shift in instance.shifts)]
        self.minutes = np.array(minutes, dtype=np.int64)[None, None]
        self.each = np.eye(len(minutes), dtype=np.int64)[:, None, None]
        self.weekends = [_weekends(instance.days, contract) for contract in contracts]


def _weekends(days: int, contract: Contract) -> Ints:
    """One for the first shift of a weekend: of a Saturday, or of a Sunday that follows a free Saturday."""
    states, letters = contract.after.shape
    rested = np.array([n in (_START, *_resting(contract)) for n in range(states)])
    takes = np.zeros((days, states, letters), dtype=np.int64)
    for day in range(days):
        if day % WEEK == SATURDAY:
            takes[day, :, 1:] = 1
        elif day % WEEK == SATURDAY + 1:
            takes[day, rested, 1:] = 1
    return takes


def _resting(contract: Contract) -> list[int]:
    """The states that a day off leads to."""
    return sorted({int(state) for state in contract.after[:, 0] if state >= 0})


def _member(instance: Instance, person: Person, limits: list[tuple[int, int, int]], takes: _Takes) -> Member:
    names = instance.names
    number = limits.index((person.longest_run, person.shortest_run, person.shortest_rest))
    most = [person.most.get(name, instance.days) for name in names]
    counters = [
        Counter("minutes", takes.minutes, person.least_minutes, person.most_minutes),
        Counter("weekends", takes.weekends[number], most=person.most_weekends),
        *(
            Counter(name, takes.each[1 + n], most=limit)
            for n, (name, limit) in enumerate(zip(names, most, strict=True))
            if limit < instance.days
        ),
    ]
    allowed, costs = _days(instance, person)
    return Member(person.name, number, _START, allowed, costs, tuple(counters))


def _days(instance: Instance, person: Person) -> tuple[Flags, Ints]:
    """Which letters are open on which day, and what each costs."""
    allowed = np.ones((instance.days, 1 + len(instance.shifts)), dtype=bool)
    costs = np.zeros(allowed.shape, dtype=np.int64)
    letter = {name: 1 + n for n, name in enumerate(instance.names)}
    for name, day in instance.off:
        if name == person.name:
            allowed[day, 1:] = False
    for wish in instance.wanted:
        if wish.person == person.name:
            costs[wish.day] += wish.price
            costs[wish.day, letter[wish.shift]] -= wish.price
    for wish in instance.unwanted:
        if wish.person == person.name:
            costs[wish.day, letter[wish.shift]] += wish.price
    return allowed, costs
