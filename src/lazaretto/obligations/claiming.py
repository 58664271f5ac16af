"""Places claimed along the path: an order wants a place for each of its legs, on the days that it expects.

A leg that runs claims its place until it ends; the next one from then on, for the days that the order
gives it. What an order leaves to a facility outside the network claims nothing here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number, local_day
from lazaretto.obligations.days import DAY, local_day_numbers
from lazaretto.obligations.force import InForce
from lazaretto.obligations.groups import LAST
from lazaretto.obligations.reckoning import clocks
from lazaretto.obligations.seeking import row_before
from lazaretto.registers.command import USES
from lazaretto.registers.events import Columns, Flags, Ints, joined
from lazaretto.registers.quarantine import LEG_DAYS
from lazaretto.registers.spans import span_at
from lazaretto.registers.standing import Standing

_EPOCH = date(1970, 1, 1)
_APART = tuple(USES.index(use) for use in ("transition", "general"))  # what a serving house has for people
_USES = {1: (*_APART, USES.index("isolation")), LAST: (USES.index("transition"),)}  # by layer, where others
_LAYERS = LAST + 2  # a group is a facility and a layer, as one number


@dataclass(frozen=True, slots=True)
class Claim:
    """The places of a layer at a facility; how many are claimed on a day, and how many of these are held."""

    facility: str
    layer: int
    day: date
    places: int
    claimed: int
    held: int


@dataclass(frozen=True, slots=True)
class Expected:
    """One leg of a live order and the days for which it claims a place: from ``first``, ``last`` left out."""

    person: str
    layer: int
    facility: str
    first: date
    last: date
    running: bool


@dataclass(frozen=True, slots=True)
class Claimed:
    """Claims as columns. first, last: day numbers, the last one no longer claimed; fact: the order."""

    key: Ints
    group: Ints
    first: Ints
    last: Ints
    running: Flags
    fact: Ints

    def where(self, choice: Flags) -> "Claimed":
        """The chosen claims."""
        return Claimed(*(getattr(self, name)[choice] for name in self.__slots__))

    def by_day(self, first: int, last: int) -> Ints:
        """How many of them fall on each day of ``[first, last)``."""
        steps = np.zeros(last - first + 1, np.int64)
        np.add.at(steps, np.clip(self.first, first, last) - first, 1)
        np.add.at(steps, np.clip(self.last, first, last) - first, -1)
        return np.cumsum(steps)[:-1]


def claims(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], facility: str | None = None
) -> tuple[Claim, ...]:
    """The places of each layer that live orders claim, by facility and day, from today to the last claim.

    A running leg claims until its clock ends (``reckoning``); an overdue one still today.
    """
    claimed = claimed_at(standing, standing.events("leg_planned"), ends=_ends(standing, forces, facts))
    found = []
    for group in np.unique(claimed.group).tolist():
        place = standing.facilities.name(group // _LAYERS)
        if facility not in (None, place):
            continue
        mine, room = claimed.where(claimed.group == group), places_of(standing, group, standing.at)
        first, last = int(mine.first.min()), int(mine.last.max())
        total, held = mine.by_day(first, last), mine.where(mine.running).by_day(first, last)
        for n in range(last - first):
            day = _EPOCH + timedelta(days=first + n)
            found.append(Claim(place, group % _LAYERS, day, room, int(total[n]), int(held[n])))
    return tuple(found)


def expected(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], person: str
) -> tuple[Expected, ...]:
    """The legs of a person's live order that run or are still to come, with the days they are expected on."""
    planned = standing.events("leg_planned")
    planned = planned.where(planned.key == standing.names.find(person))
    claimed = claimed_at(standing, planned, ends=_ends(standing, forces, facts, person=person))
    days = [_EPOCH + timedelta(days=n) for n in claimed.first.tolist()]
    until = [_EPOCH + timedelta(days=n) for n in claimed.last.tolist()]
    return tuple(
        Expected(person, group % _LAYERS, standing.facilities.name(group // _LAYERS), first, last, running)
        for group, first, last, running in zip(
            claimed.group.tolist(), days, until, claimed.running.tolist(), strict=True
        )
    )


def claimed_at(
    standing: Standing, planned: Columns, *, ends: Mapping[tuple[int, int], int] | None = None,
    at: int | None = None,
) -> Claimed:  # fmt: skip
    """What these planned legs (rows of ``leg_planned``) claim at an instant, as it was known by the standing.

    All legs of an order are to be among them. ends: day numbers of running legs by (person, layer); without
    one a leg ends when its planned days are full.
    """
    at = standing.at if at is None else at
    planned = planned.where(planned.occurred <= at)
    planned = planned.where(_live(standing, planned, at))
    people, order = np.unique(planned.key, return_inverse=True)
    now = np.full(len(people), at, np.int64)
    place = np.zeros(len(people), np.int64)
    place[order] = planned.facility
    today = local_day_numbers(standing, place, now)
    reached, began, running = _reached(standing, people, at, planned, order)
    start = local_day_numbers(standing, place, began)
    cursor, found = today.copy(), []
    for layer in range(1, LAST + 1):
        row = np.flatnonzero(planned.value // LEG_DAYS == layer)
        who, days = order[row], planned.value[row] % LEG_DAYS
        here = running[who] & (reached[who] == layer)
        full = start[who] + days
        if ends is not None:
            known = np.array([ends.get((key, layer), -1) for key in people[who].tolist()], np.int64)
            full = np.where(known >= 0, known, full)
        first = np.where(here, today[who], cursor[who])
        last = np.where(here, np.maximum(full, today[who] + 1), first + days)
        wanted = (days > 0) & (here | (reached[who] < layer))
        cursor[who[wanted]] = last[wanted]
        wanted &= planned.aux[row] >= 0  # what is served outside takes its time, and no place
        found.append((row[wanted], first[wanted], last[wanted], here[wanted]))
    row, first, last, here = (np.concatenate([part[n] for part in found]) for n in range(4))
    chosen = planned.where(row)
    return Claimed(chosen.key, group_of(chosen), first, last, here.astype(np.bool_), chosen.fact)


def places_of(standing: Standing, group: int, at: int) -> int:
    """How many places a facility had for a layer: its transition cells in the third, before it all cells.

    The isolation rooms of an isolation point are what it takes people into; elsewhere they are for the ill.
    """
    facility, layer = divmod(group, _LAYERS)
    uses = _USES.get(layer, _APART)
    cells = standing.places.at(at)
    return int(cells.aux[(cells.facility == facility) & np.isin(cells.value, uses)].sum())


def group_of(planned: Columns) -> Ints:
    """Facility and layer of each planned leg, as one number."""
    return planned.aux * _LAYERS + planned.value // LEG_DAYS


def _live(standing: Standing, planned: Columns, at: int) -> Flags:
    """Which legs are of the person's latest order, where the person has not left for good since."""
    orders = standing.events("ordered")
    row = row_before(orders, planned.key, np.full(len(planned), at, np.int64))
    latest = orders.fact[np.maximum(row, 0)] if len(orders) else row
    gone = joined([standing.events(name) for name in ("released", "left_network")])
    gone = gone.where(gone.occurred <= at)
    left = row_before(gone, planned.key, np.full(len(planned), at, np.int64))
    since = gone.occurred[np.maximum(left, 0)] if len(gone) else left
    live: Flags = (row >= 0) & (latest == planned.fact) & ((left < 0) | (since < planned.occurred))
    return live


def _reached(
    standing: Standing, people: Ints, at: int, planned: Columns, order: Ints
) -> tuple[Ints, Ints, Flags]:
    """Each one's latest layer since the order (or a day before it), when it began, and whether it runs."""
    made = np.zeros(len(people), np.int64)
    made[order] = planned.occurred
    now = np.full(len(people), at, np.int64)
    starts = standing.events("clock_started")
    row = row_before(starts, people, now)
    began = np.where(row >= 0, starts.occurred[np.maximum(row, 0)] if len(starts) else 0, 0)
    counted = (row >= 0) & (began > made - DAY)
    layer = np.where(counted, starts.value[np.maximum(row, 0)] if len(starts) else 0, 0)
    return layer, np.maximum(began, 0), counted & (span_at(standing.legs, people, now) >= 0)


def _ends(
    standing: Standing, forces: Sequence[InForce], facts: Sequence[Fact], *, person: str | None = None
) -> dict[tuple[int, int], int]:
    return {
        (standing.names.find(clock.person), clock.layer): day_number(local_day(clock.ends, zone=clock.zone))
        for clock in clocks(standing, forces=forces, facts=facts, person=person)
        if clock.ends is not None
    }
