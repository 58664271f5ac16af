"""Who is expected: the mean of the last weeks, path by path, with how sure that is."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import scipy

from lazaretto.obligations.groups import LAST
from lazaretto.protocol.document import Leg
from lazaretto.registers.events import Columns
from lazaretto.twin.answer import WITHIN
from lazaretto.twin.designing import Coming
from lazaretto.twin.disease import Cited
from lazaretto.twin.network import Running
from lazaretto.twin.present import Present, Way, order_of, way

# Days of history: whole weeks, which hold each day of the week alike; less than one says nothing of a rate.
LEAST_DAYS, MOST_DAYS = 7, 28


@dataclass(frozen=True, slots=True)
class _Came:
    """Somebody who came into the houses seen. day: number; first: the leg (from 1) with which they came."""

    way: Way
    first: int
    day: int
    history: bool  # legs of quarantine outside these houses lie behind them


def expected(seen: Present) -> tuple[Coming, ...]:
    """Arrivals on each path, as many together and as far apart as they came."""
    together: dict[tuple[Way, int, bool], list[int]] = defaultdict(list)
    for one in _came(seen):
        together[one.way, one.first, one.history].append(one.day)
    over = _over(seen)
    found = []
    for (place, first, history), days in sorted(together.items()):
        people = max(1, round(len(days) / len(set(days))))
        found.append(Coming(
            home=place[0], path=place[1], people=people, every=people * over / len(days), seen=len(days),
            over=over, leg=_later(seen, first, history),
        ))  # fmt: skip
    return tuple(found)


def arriving(seen: Present, *, cite: str) -> Cited | None:
    """How far arrivals to come may be from those that came: Jeffreys' posterior of a Poisson rate of groups.

    None where nobody came.
    """
    groups = len({(one.way, one.first, one.day) for one in _came(seen)})
    if not groups:
        return None
    low, high = scipy.stats.gamma.ppf(WITHIN, groups + 0.5) / groups
    return Cited(value=1.0, low=min(float(low), 1.0), high=max(float(high), 1.0), unit="times", cite=cite)


def _over(seen: Present) -> int:
    """Days of the history: since the first leg that began in these houses, a week at least, four at most."""
    began = _starts(seen)
    first = min((seen.day_of(at) for at in began.occurred.tolist()), default=seen.day)
    return max(LEAST_DAYS, min(MOST_DAYS, seen.day - first))


def _starts(seen: Present) -> Columns:
    rows = seen.standing.events("leg_started")
    return rows.where(np.isin(rows.facility, list(seen.numbers.values())) & (rows.value <= LAST))


def _came(seen: Present) -> Iterator[_Came]:
    """Who began a leg in these houses in the last weeks without having come from one of them."""
    rows, legs = _starts(seen), seen.standing.legs
    since = seen.day - _over(seen)
    for key, layer, facility, at in zip(
        rows.key.tolist(), rows.value.tolist(), rows.facility.tolist(), rows.occurred.tolist(), strict=True
    ):
        day = seen.day_of(at)
        if not since <= day < seen.day or layer not in seen.layers:
            continue
        earlier = legs.facility[(legs.key == key) & (legs.start < at)]
        if len(earlier) and int(earlier[-1]) in seen.numbers.values():
            continue
        code = seen.standing.facilities.name(facility)
        yield _Came(
            way(seen, order_of(seen, key), layer=layer, facility=code), seen.layers.index(layer) + 1, day,
            bool(len(earlier)),
        )  # fmt: skip


def _later(seen: Present, first: int, history: bool) -> Running | None:
    """What whoever begins with a later leg has behind them, by the document."""
    if first == 1 or seen.document is None:
        return None
    if not history:
        return Running(leg=first)
    by_layer = {leg.layer: leg for leg in seen.document.legs}
    behind: list[Leg] = [by_layer[layer] for layer in seen.layers[: first - 1]]
    offsets = [0, *accumulate(leg.days for leg in behind)]
    negative = {at + on for at, leg in zip(offsets, behind, strict=False) for on in leg.tests_on}
    return Running(leg=first, before=offsets[-1], negative=tuple(sorted(negative)))
