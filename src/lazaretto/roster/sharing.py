"""Whose share of what must be borne is how great: the fairest that those able to bear it can come to.

The places of some groups can be filled only by those who may stand there. Where they are tightest, those
people bear the most, all alike; the others share what is left in the same way.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

_MANY = 10  # groups that share people: of more, not every set of them is tried

Able = Mapping[int, Sequence[int]]  # person → days on which they may stand each group


def fair(places: Sequence[int], able: Able) -> dict[int, float]:
    """Person → share of the places of all groups, as near to one measure a day as can be.

    places: how many each group has. Nobody's share can be lessened but by adding to that of somebody who has
    as much a day or more. What nobody may stand is left out.
    """
    found = dict.fromkeys(able, 0.0)
    weight: dict[frozenset[int], int] = {}
    kind: dict[int, frozenset[int]] = {}
    for n, days in able.items():
        kind[n] = frozenset(g for g, count in enumerate(days) if count and places[g])
        if kind[n]:
            weight[kind[n]] = weight.get(kind[n], 0) + max(days)
    rate: dict[frozenset[int], float] = {}
    for groups in _together(weight):
        rate.update(_filled(groups, places, {k: w for k, w in weight.items() if k <= groups}))
    for n, days in able.items():
        found[n] = rate.get(kind[n], 0.0) * max(days, default=0)
    return found


def _together(kinds: Mapping[frozenset[int], int]) -> list[frozenset[int]]:
    """Groups that share people with one another, directly or by others."""
    found: list[frozenset[int]] = []
    for kind in kinds:
        apart = [each for each in found if not each & kind]
        found = [*apart, kind.union(*(each for each in found if each & kind))]
    return found


def _filled(
    groups: frozenset[int], places: Sequence[int], weight: Mapping[frozenset[int], int]
) -> Iterator[tuple[frozenset[int], float]]:
    """What each kind of people bears a day: the tightest groups first, their people then left out."""
    left, people = groups, dict(weight)
    while left and people:
        tight, most = left, -1.0
        for some in _sets(left):
            days = sum(w for kind, w in people.items() if kind & some)
            share = sum(places[g] for g in some) / days if days else 0.0
            if share > most + 1e-12:
                tight, most = some, share
        yield from ((kind, most) for kind in people if kind & tight)
        people = {kind: w for kind, w in people.items() if not kind & tight}
        left -= tight


def _sets(groups: frozenset[int]) -> Iterator[frozenset[int]]:
    """The whole first: of sets equally tight the greatest is taken. Of many groups only each alone."""
    order = sorted(groups)
    sizes = range(len(order), 0, -1) if len(order) <= _MANY else (len(order), 1)
    for size in sizes:
        yield from map(frozenset, combinations(order, size))
