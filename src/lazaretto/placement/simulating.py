"""Cells and places by simulation, for what no formula covers: a window of days, restarts, legs of any length.

Many runs go side by side as columns; every draw is named, so a seed gives the same figures everywhere.
Each run keeps two books, which must agree (Little's law): what was in use, summed over time, and how
long each cell was kept, summed over cells. In the special cases the laws of :mod:`.queueing` are met
within the interval that the runs themselves give.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from lazaretto.placement.queueing import Law
from lazaretto.placement.streams import stream

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
NORMAL_99 = 2.5758293035489004  # the normal law's 99.5 % point


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a group: the class of people who may share cells, how many, and how many kept apart at most."""

    sort: int
    people: int
    apart: int = 1


@dataclass(frozen=True, slots=True)
class House:
    """How a house is run, in whole days: ``legs[n]`` is the probability of a leg of n days.

    capacity: people in a cell. window: days after its opening in which a cell takes people in; whoever
    joins puts its clock back to the length of its leg. restart: the chance a cell and day that its clock
    goes back. cells: how many there are; None: as many as are wanted.
    """

    legs: Law
    capacity: int
    window: int = 0
    restart: float = 0.0
    cells: int | None = None


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Groups come Poisson, ``rate`` a day (for all runs, or a run each), each one of ``groups`` by weight."""

    rate: float | npt.NDArray[np.float64]
    groups: Sequence[Sequence[Part]]
    weights: Sequence[float]


@dataclass(frozen=True, slots=True)
class Runs:
    """What came of it: rows are runs, columns days.

    in_use: cells after the day's arrivals. wanted: cells that they needed anew. short: of those, how many
    were not there. kept: days that all cells of a run were kept, its second book.
    """

    in_use: Ints
    wanted: Ints
    short: Ints
    kept: Ints


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over runs and the half width of its 99 % interval."""

    mean: float
    half: float

    def __contains__(self, value: float) -> bool:
        return abs(value - self.mean) <= self.half


def interval(of_runs: npt.NDArray[np.float64]) -> Interval:
    """The interval of a figure that each run gives once; runs are independent. At least two."""
    return Interval(
        float(of_runs.mean()), NORMAL_99 * float(of_runs.std(ddof=1)) / float(np.sqrt(len(of_runs)))
    )


def simulate_cells(
    house: House, arrivals: Arrivals, *, days: int, runs: int, seed: int, begun: Sequence[int] = ()
) -> Runs:
    """``days`` days of a house, ``runs`` times. begun: after how many days each cell in use will be free.

    People who find no cell are taken elsewhere and seen no more.
    """
    yard = _Yard.opened(house, runs, begun)
    draws = stream(seed, "cells", days, runs)
    counts = _Counted(draws, arrivals, runs)
    in_use, wanted, short = (np.zeros((runs, days), np.int64) for _ in range(3))
    for day in range(days):
        yard.leave(day)
        yard.restart(day, draws)
        for people, apart, sort in counts.next():
            need, lacking = yard.take(day, people, apart, sort, draws)
            wanted[:, day] += need
            short[:, day] += lacking
        in_use[:, day] = yard.taken.sum(axis=1)
    return Runs(in_use, wanted, short, yard.books(days))


def simulate_places(
    *, rate: float, sizes: Law, stay: Law | None, mean_stay: float, places: int, arrivals: int, runs: int,
    seed: int,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:  # fmt: skip
    """Places in continuous time, each for one person; who finds none is lost.

    stay: the probability of n whole days (None: exponential). A tenth of the arrivals warms up.
    Returns, a figure a run: the share of people refused, places in use averaged over time, and the same
    from how long each person stayed (Little's law: the two agree).
    """
    draws = stream(seed, "places", arrivals, runs)
    ends = np.zeros((runs, places))
    now, began = np.zeros(runs), np.zeros(runs)
    asked, refused, area, stayed = (np.zeros(runs) for _ in range(4))
    for number in range(arrivals):
        gap = draws.exponential(1 / rate, runs)
        if number == arrivals // 10:
            asked[:], refused[:], area[:], began = 0, 0, 0, now.copy()
            stayed = np.maximum(ends - now[:, None], 0).sum(axis=1)
        area += np.minimum(np.maximum(ends - now[:, None], 0), gap[:, None]).sum(axis=1)
        now += gap
        size = draws.choice(len(sizes), runs, p=sizes)
        free = ends <= now[:, None]
        taking = free & (np.cumsum(free, axis=1) <= size[:, None])
        lasts = _stays(draws, stay, mean_stay, ends.shape)
        ends = np.where(taking, now[:, None] + lasts, ends)
        stayed += np.where(taking, lasts, 0).sum(axis=1)
        asked += size
        refused += size - taking.sum(axis=1)
    stayed -= np.maximum(ends - now[:, None], 0).sum(axis=1)  # what lies behind the end was not watched
    watched = now - began
    return refused / np.maximum(asked, 1), area / watched, stayed / watched


def _stays(
    draws: np.random.Generator, stay: Law | None, mean_stay: float, shape: tuple[int, ...]
) -> npt.NDArray[np.float64]:
    if stay is None:
        return draws.exponential(mean_stay, shape)
    return draws.choice(len(stay), shape, p=stay).astype(np.float64)


class _Counted:
    """A day's people of each sort in every run: how many, and the largest part that must be kept apart."""

    def __init__(self, draws: np.random.Generator, arrivals: Arrivals, runs: int) -> None:
        self.draws, self.runs = draws, runs
        self.rate = np.broadcast_to(np.asarray(arrivals.rate, np.float64), (runs,))
        weights = np.asarray(arrivals.weights, np.float64)
        self.weights = weights / weights.sum()
        self.sorts = sorted({part.sort for group in arrivals.groups for part in group})
        self.people, self.apart = (np.zeros((len(weights), len(self.sorts)), np.int64) for _ in range(2))
        for number, group in enumerate(arrivals.groups):
            for part in group:
                column = self.sorts.index(part.sort)
                self.people[number, column] += part.people
                self.apart[number, column] = max(self.apart[number, column], part.apart)

    def next(self) -> list[tuple[Ints, Ints, int]]:
        """The next day: (people, largest part, sort) of each sort, a number a run."""
        groups = self.draws.poisson(self.rate)
        people, apart = (np.zeros((self.runs, len(self.sorts)), np.int64) for _ in range(2))
        for number in range(int(groups.max(initial=0))):
            there = groups > number
            which = self.draws.choice(len(self.weights), self.runs, p=self.weights)
            people += np.where(there[:, None], self.people[which], 0)
            apart = np.maximum(apart, np.where(there[:, None], self.apart[which], 0))
        return [(people[:, n], apart[:, n], sort) for n, sort in enumerate(self.sorts)]


@dataclass(slots=True)
class _Yard:
    """The cells of every run, a row a run: taken, until which day, since when, by which sort, how full."""

    house: House
    taken: Flags
    until: Ints
    since: Ints
    first: Ints  # the day of the first of the people in it
    sort: Ints
    people: Ints
    kept: Ints = field(init=False)

    def __post_init__(self) -> None:
        self.kept = np.zeros(len(self.taken), np.int64)

    @classmethod
    def opened(cls, house: House, runs: int, begun: Sequence[int]) -> "_Yard":
        """The house on its first day: cells that were in use before take nobody in."""
        room = max(house.cells or 0, len(begun), 1)
        until = np.zeros((runs, room), np.int64)
        until[:, : len(begun)] = begun
        full = np.full_like(until, house.capacity)
        return cls(
            house, until > 0, until, np.zeros_like(until), np.full_like(until, -(10**6)), full - full, full
        )

    def leave(self, day: int) -> None:
        """Free the cells whose leg is over; they can be used again the same day."""
        over = self.taken & (self.until <= day)
        self.kept += np.where(over, day - self.since, 0).sum(axis=1)
        self.taken &= ~over

    def restart(self, day: int, draws: np.random.Generator) -> None:
        """Put clocks back by chance."""
        if self.house.restart:
            back = self.taken & (draws.random(self.taken.shape) < self.house.restart)
            self.until = np.where(back, day + self._lengths(draws), self.until)

    def take(
        self, day: int, people: Ints, apart: Ints, sort: int, draws: np.random.Generator
    ) -> tuple[Ints, Ints]:
        """Put a day's people of one sort into cells: (cells needed anew, of those not there), a number a run.

        Cells still open to them are filled first, the youngest before the others; in as many different
        cells as the largest part that is kept apart.
        """
        room = np.where(self._open(day, sort), self.house.capacity - self.people, 0)
        doors, beds = (room > 0).sum(axis=1), room.sum(axis=1)
        anew = np.maximum(np.maximum(-(-(people - beds) // self.house.capacity), apart - doors), 0)
        into_new = np.where(anew > 0, np.maximum(people - beds, anew), 0)
        self._join(day, room, people - into_new, apart - anew, draws)
        there = self._room_for(int(anew.max(initial=0)))
        here = np.minimum(anew, there)
        self._open_cells(
            day, here, np.where(anew > 0, into_new * here // np.maximum(anew, 1), 0), sort, draws
        )
        return anew, anew - here

    def books(self, days: int) -> Ints:
        """Days that the cells of each run were kept, up to the end of the last day."""
        kept: Ints = self.kept + np.where(self.taken, days - self.since, 0).sum(axis=1)
        return kept

    def _open(self, day: int, sort: int) -> Flags:
        fits = (self.sort == sort) & (day - self.first <= self.house.window) & (self.first < day)
        opened: Flags = self.taken & fits
        return opened

    def _join(self, day: int, room: Ints, people: Ints, doors: Ints, draws: np.random.Generator) -> None:
        if not people.any():
            return
        order = np.argsort(np.where(room > 0, -self.first, 10**7), axis=1, kind="stable")
        beds = np.take_along_axis(room, order, axis=1)
        one = ((np.arange(beds.shape[1]) < doors[:, None]) & (beds > 0)).astype(np.int64)
        left = (people - one.sum(axis=1))[:, None]
        before = np.cumsum(beds - one, axis=1) - (beds - one)
        take = one + np.clip(left - before, 0, beds - one)
        joined = np.zeros_like(room)
        np.put_along_axis(joined, order, take, axis=1)
        self.people += joined
        self.until = np.where(joined > 0, day + self._lengths(draws), self.until)

    def _open_cells(self, day: int, count: Ints, people: Ints, sort: int, draws: np.random.Generator) -> None:
        rank = np.cumsum(~self.taken, axis=1) - 1
        new = ~self.taken & (rank < count[:, None])
        each = np.maximum(count, 1)
        share = (people // each)[:, None] + (rank < (people % each)[:, None])
        self.people = np.where(new, share, self.people)
        self.until = np.where(new, day + self._lengths(draws), self.until)
        self.since, self.first = np.where(new, day, self.since), np.where(new, day, self.first)
        self.sort = np.where(new, sort, self.sort)
        self.taken = self.taken | new

    def _lengths(self, draws: np.random.Generator) -> Ints | int:
        legs = self.house.legs
        if legs[-1] == 1:
            return len(legs) - 1
        drawn: Ints = draws.choice(len(legs), self.taken.shape, p=legs)
        return drawn

    def _room_for(self, more: int) -> Ints:
        """Free cells of each run; where there are as many as are wanted, more are built first."""
        free: Ints = (~self.taken).sum(axis=1)
        lacking = more - int(free.min(initial=0))
        if self.house.cells is None and lacking > 0:
            wider = ((0, 0), (0, lacking))
            self.taken = np.pad(self.taken, wider)
            for name in ("until", "since", "first", "sort", "people"):
                setattr(self, name, np.pad(getattr(self, name), wider))
            free = free + lacking
        return free
