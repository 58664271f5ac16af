"""What a placement leads to: futures drawn at the expected rates, each lived through by a plain rule.

The rule is quick, not best: whoever comes joins the cheapest cohort that is open to them while that
costs less than the emptiness of the house allows. It compares decisions; it makes none.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lazaretto.placement.allowing import Like
from lazaretto.placement.asking import Expected, Rules
from lazaretto.placement.streams import stream

Part = tuple[Like, int]  # people of one case who are alike, and how many: each needs a room of their own
Future = tuple[tuple[Part, ...], ...]  # by day
AT_ANY_PRICE = 1 << 30
# What may be paid to join rather than open, by the share of rooms that stand empty (invented: a little
# while there are many, more when few; what is learned from it are differences between decisions).
PATIENCE = ((5, 2), (10, 3))  # more than one in five stand empty: 2 person-days a room; …
IMPATIENT = 8


@dataclass(slots=True)
class Open:
    """A cohort that takes people in. Days from the day asked about; beds: how many are left."""

    since: int
    clock: int
    members: int
    beds: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """The rooms of one use after a decision.

    cohorts: those still open, by whom they take in. empty: rooms that stand empty. beds: in a room that
    does. freed: rooms that come free, by days from the day asked about. rooms: all of them.
    """

    cohorts: dict[Like, list[Open]]
    empty: int
    beds: int
    freed: Counter[int]
    rooms: int


def futures(expected: Expected, *names: object) -> tuple[Future, ...]:
    """Futures drawn at the expected rates; the same seed and names give the same."""
    return tuple(_future(expected, *names, number) for number in range(expected.futures))


def _future(expected: Expected, *names: object) -> Future:
    draw = stream(expected.seed, "expected", *names)
    sizes = np.array(expected.sizes, dtype=float)
    weights = np.array([mix.weight for mix in expected.people], dtype=float)
    cases = draw.poisson(expected.cases_in_100_days / 100, expected.ahead)
    people = 1 + draw.choice(len(sizes), size=int(cases.sum()), p=sizes / max(1.0, sizes.sum()))
    sorts = draw.choice(len(weights), size=int(people.sum()), p=weights / weights.sum())
    likes = [Like(mix.sex, mix.minor, mix.health) for mix in expected.people]
    ends = np.cumsum(people)
    parts = [
        [(likes[sort], count) for sort, count in sorted(Counter(sorts[end - size : end].tolist()).items())]
        for end, size in zip(ends.tolist(), people.tolist(), strict=True)
    ]
    last = np.cumsum(cases).tolist()
    return tuple(
        tuple(sorted((p for case in parts[end - n : end] for p in case), key=lambda part: -part[1]))
        for end, n in zip(last, cases.tolist(), strict=True)
    )


def cost_ahead(outlook: Outlook, future: Future, rules: Rules, *, missing_room: int) -> int:
    """Person-days that a future costs: clocks put back, and rooms that are wanting, day by day."""
    cohorts = {like: [_copy(each) for each in row] for like, row in outlook.cohorts.items()}
    freed, empty, cost = Counter(outlook.freed), outlook.empty, 0
    for day, parts in enumerate(future, 1):
        empty += freed[day]
        for row in cohorts.values():
            for each in [each for each in row if day - each.since > rules.window]:
                row.remove(each)
                freed[max(day + 1, each.clock + rules.quarantine_days)] += 1
        for like, count in parts:
            row = cohorts.setdefault(like, [])
            joined = _join(row, count, day, _patience(empty, outlook.rooms))
            cost += rules.prices.restarted_day * joined[0]
            row += [Open(day, day, 1, outlook.beds - 1) for _ in range(count - joined[1])]
            empty -= count - joined[1]
        cost += missing_room * max(0, -empty)
    return cost


def _join(row: Sequence[Open], count: int, day: int, most: int) -> tuple[int, int]:
    """The cheapest cohorts take one each, while that costs less than ``most``: (days put back, how many)."""
    offers = sorted(
        ((day - each.clock) * each.members, -each.members, number)
        for number, each in enumerate(row)
        if each.beds
    )
    paid = joined = 0
    for cost, _, number in offers[:count]:
        if cost >= most:
            break
        each = row[number]
        each.clock, each.members, each.beds = day, each.members + 1, each.beds - 1
        paid, joined = paid + cost, joined + 1
    return paid, joined


def _patience(empty: int, rooms: int) -> int:
    """The price from which a room is opened rather than a cohort joined."""
    if empty <= 0:
        return AT_ANY_PRICE
    return next((price for share, price in PATIENCE if empty * share > rooms), IMPATIENT)


def _copy(each: Open) -> Open:
    return Open(each.since, each.clock, each.members, each.beds)


def total_ahead(outlook: Outlook, drawn: Sequence[Future], rules: Rules, *, missing_room: int) -> int:
    """Person-days over all futures drawn together."""
    return sum(cost_ahead(outlook, future, rules, missing_room=missing_room) for future in drawn)
