"""Who is in quarantine at an instant, as cohorts: the leg and its day, the way ahead, the swabs behind."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lazaretto.facts.periods import day_number, local_day
from lazaretto.facts.quarantine import Ordered
from lazaretto.obligations.groups import LAST, quarantine_beds
from lazaretto.obligations.holding import required_days
from lazaretto.obligations.reckoning import LegClock, clocks, deciding
from lazaretto.registers.events import Ints
from lazaretto.registers.spans import Spans
from lazaretto.registers.testing import RESULTS
from lazaretto.twin.designing import Begun
from lazaretto.twin.network import Running
from lazaretto.twin.present import Present, order_of, way

_Together = tuple[str, int, str, int, int]  # house, layer, cohort, day number of day 0, days of the leg


@dataclass(frozen=True, slots=True)
class _Behind:
    """Of each person (key): the day number on which quarantine began, and those of single negative swabs."""

    entered: dict[int, int]
    negative: dict[int, set[int]]


def begun(seen: Present, beds: Spans) -> tuple[tuple[Begun, ...], int]:
    """The cohorts in these beds of quarantine, and how many people in them no leg explains."""
    apart = beds.where(quarantine_beds(beds, seen.standing))
    here = {seen.standing.names.name(key) for key in apart.key.tolist()}
    together: dict[_Together, list[LegClock]] = defaultdict(list)
    for clock in clocks(seen.standing, forces=seen.forces, facts=seen.facts):
        sort = _sort(seen, clock)
        if clock.person in here and sort is not None:
            together[sort].append(clock)
    people = [clock.person for members in together.values() for clock in members]
    behind = _behind(seen, people)
    found = [_cohort(seen, sort, members, behind) for sort, members in sorted(together.items())]
    return tuple(found), len(here) - len(people)


def _sort(seen: Present, clock: LegClock) -> _Together | None:
    """What the members of a cohort have in common; None of a leg elsewhere, or without an end."""
    if clock.ends is None or clock.layer > LAST or clock.layer not in seen.layers:
        return None
    if clock.facility not in seen.numbers:
        return None
    zero = day_number(local_day(clock.zero, zone=clock.zone))
    ends = day_number(local_day(clock.ends, zone=clock.zone))
    return clock.facility, clock.layer, clock.cohort, zero, max(ends - zero, 1)


def _cohort(seen: Present, sort: _Together, members: Sequence[LegClock], behind: _Behind) -> Begun:
    facility, layer, _, zero, days = sort
    keys = [seen.standing.names.find(clock.person) for clock in members]
    # Whoever came last has least behind them: what is known is known of everybody.
    entered = max(min(behind.entered[key], zero) for key in keys)
    clear = set.intersection(*(behind.negative[key] for key in keys))
    _, leg = deciding(seen.forces, members[0].began, layer)
    orders = [_order_of(seen, clock) for clock in members]
    ways = Counter(way(seen, order, layer=layer, facility=facility) for order in orders)
    home, path = min(ways, key=lambda one: (-ways[one], one))
    return Begun(
        home=home, path=path, size=len(members), day=max(seen.day - zero, 0),
        leg=Running(
            leg=seen.layers.index(layer) + 1, days=days, before=zero - entered,
            tests_on=tuple(on for on in required_days(leg, members[0]) if on <= days) if leg else (),
            negative=tuple(sorted(on - entered for on in clear if on >= entered)),
        ),
    )  # fmt: skip


def _order_of(seen: Present, clock: LegClock) -> Ordered | None:
    names = seen.standing.names
    return order_of(seen, names.find(clock.person), names.find(clock.order) if clock.order else None)


def _behind(seen: Present, people: Sequence[str]) -> _Behind:
    """What is known of these people from before today."""
    keys = np.unique(np.array([seen.standing.names.find(person) for person in people], np.int64))
    sampled, results = seen.standing.events("in_tube"), seen.standing.events("tube_result")
    singles = sampled.where(np.isin(sampled.key, keys) & (sampled.aux == 1))
    said = dict(zip(results.key.tolist(), results.value.tolist(), strict=True))
    negative: dict[int, set[int]] = defaultdict(set)
    rows = (singles.key.tolist(), singles.value.tolist(), singles.occurred.tolist())
    for key, tube, at in zip(*rows, strict=True):
        if said.get(tube) == RESULTS.index("negative") and (day := seen.day_of(at)) < seen.day:
            negative[key].add(day)
    return _Behind(_entered(seen, keys), negative)


def _entered(seen: Present, keys: Ints) -> dict[int, int]:
    """When the legs without a day between them began, the last of which runs."""
    legs = seen.standing.legs
    legs = legs.where(np.isin(legs.key, keys) & (legs.value <= LAST))
    found: dict[int, int] = {}
    ended: dict[int, int] = {}
    for row in np.argsort(legs.start, kind="stable").tolist():
        key, first = int(legs.key[row]), seen.day_of(int(legs.start[row]))
        if key not in found or first - ended[key] > 1:
            found[key] = first
        ended[key] = seen.day_of(min(int(legs.end[row]), seen.standing.at))
    return found
