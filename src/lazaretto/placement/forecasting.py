"""How many cells a house will need: from the arrivals it has had, how sure that is, and who is there today.

The law of arrivals: groups (those who come to a house on one day from one place) are Poisson; a group is
like one of those that came, each as likely; how many come a day is known only as well as the days that
were seen tell (the posterior of Jeffreys for a Poisson rate), and every figure is the mean over it. A
cell is kept for the days of the leg from the day it was opened; only people of one day and class share,
co-defendants never do. Then cells in use are the sum of the last days' needs, which is computed exactly.
In a house where so many sorts of groups come that a day has more than :data:`WORK` ways to go, the law of
one day is drawn from :data:`DAYS_DRAWN` days instead; where the protocol lets people join later, all is
simulated. Seeds are fixed: the same question has the same answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, lgamma, log, sqrt
from typing import Literal

import numpy as np
import numpy.typing as npt

from lazaretto.placement import queueing
from lazaretto.placement.queueing import Law
from lazaretto.placement.simulating import Arrivals, House, Ints, Part, Runs, simulate_cells
from lazaretto.placement.streams import stream

LawName = Literal["same_day_cohorts", "sampled_days", "simulated"]
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95, 0.99)  # of the fan
NODES = 25  # rates at which everything is computed; more change no figure that is shown
RUNS, SEED = 400, 2022
MOST_DAYS = 120
WORK = 100_000  # ways for one more group to come that are followed one by one: some tenths of a second
DAYS_DRAWN = 30_000
_SEEN = 1e-10  # a state of a day that is less probable is left out
Group = tuple[Part, ...]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class History:
    """What came in ``days`` days: each group once, and the cells in use now by the days until each is free.

    begun: whole days from today, at least 1; None: nobody knows until when.
    """

    days: int
    groups: tuple[Group, ...]
    begun: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """cells: how many there are. refusal: the share of days with arrivals that may find too few.

    ahead: days to look ahead. leg: days of the leg. times: arrivals as many times as in the history.
    """

    cells: int
    capacity: int
    leg: int
    window: int
    refusal: float
    ahead: int
    times: float = 1.0


@dataclass(frozen=True, slots=True)
class DayAhead:
    """One of the days to come: 1 is tomorrow. known: cells in use today that still are.

    quantiles: cells wanted, at each of :data:`LEVELS`. refusal: the probability that whoever comes that
    day finds too few.
    """

    day: int
    known: int
    quantiles: tuple[int, ...]
    refusal: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """The answer. needed: the fewest cells that keep to the refusal in the long run.

    refusal_now: the long run's share with the cells there are. rate, low, high: groups a day, and between
    which it lies with 90 %. a_day: cells wanted anew a day. by_erlang: what Erlang's formula, which knows
    neither groups nor days, would have said; shown so that nobody uses it.
    """

    law: LawName
    needed: int
    refusal_now: float
    rate: float
    low: float
    high: float
    a_day: float
    in_use: float
    by_erlang: int
    days: tuple[DayAhead, ...]


def forecast(history: History, question: Question) -> Forecast | None:
    """The forecast; None where nobody has come yet, or no days were watched: there is nothing to go by.

    Raises ValueError for a number outside its range.
    """
    if not 0 < question.refusal < 1 or not 1 <= question.ahead <= MOST_DAYS:
        raise ValueError("a refusal lies between 0 and 1, and days ahead between 1 and 120")
    if question.capacity < 1 or question.leg < 1 or question.cells < 0 or not 0 < question.times <= 100:
        raise ValueError("cells hold somebody, legs last a day, and arrivals grow at most a hundredfold")
    if not history.groups or history.days < 1:
        return None
    rates, weights = posterior(len(history.groups), days=history.days)
    rates = rates * question.times
    seen = _simulated if question.window else _exact
    law, days, long_run, a_day = seen(history, question, rates, weights)
    needed = _fewest(long_run, question.refusal)
    in_use = a_day * question.leg
    order = np.cumsum(weights)
    return Forecast(
        law=law, needed=needed, refusal_now=float(long_run[min(question.cells, len(long_run) - 1)]),
        rate=float(rates @ weights), low=float(rates[np.searchsorted(order, 0.05)]),
        high=float(rates[np.searchsorted(order, 0.95)]), a_day=a_day, in_use=in_use,
        by_erlang=queueing.erlang_servers(load=in_use, refusal=question.refusal), days=days,
    )  # fmt: skip


def posterior(groups: int, *, days: int) -> tuple[Floats, Floats]:
    """Rates a day and how probable each is, after ``groups`` groups in ``days`` days.

    Gamma(groups + 1/2, days), Jeffreys' posterior of a Poisson rate, at evenly spaced rates.
    """
    shape = groups + 0.5
    centre, spread = shape / days, sqrt(shape) / days
    low, high = max(centre - 4.5 * spread, centre / 200), centre + 6 * spread
    rates = np.linspace(low, high, NODES)
    logs = (shape - 1) * np.log(rates) - days * rates + shape * log(days) - lgamma(shape)
    weights = np.exp(logs - logs.max())
    return rates, weights / weights.sum()


def needs_by_count(groups: Sequence[Group], *, capacity: int, most: int) -> Floats | None:
    """Cells that a day needs when so many groups come: row g is the law for g groups, g = 0 … ``most``.

    Classes are added up: max(⌈people / capacity⌉, largest part kept apart) for each. None where that is
    more than :data:`WORK`.
    """
    marks, weights = _marks(groups)
    states, probable = np.zeros((1, *marks.shape[1:]), np.int64), np.ones(1)
    laws = [np.ones(1)]
    for _ in range(most):
        if len(states) * len(marks) > WORK:
            return None
        states, probable = _one_more(states, probable, marks, weights)
        laws.append(_law_of(_cells(states, capacity), probable))
    return _table(laws)


def needs_drawn(groups: Sequence[Group], *, capacity: int, most: int) -> Floats:
    """The same table from days that were drawn: of each number of groups :data:`DAYS_DRAWN`."""
    marks, weights = _marks(groups)
    draws = stream(SEED, "days", most, len(groups))
    states = np.zeros((DAYS_DRAWN, *marks.shape[1:]), np.int64)
    laws = [np.ones(1)]
    for _ in range(most):
        one = marks[draws.choice(len(marks), DAYS_DRAWN, p=weights)]
        states[..., 0] += one[..., 0]
        states[..., 1] = np.maximum(states[..., 1], one[..., 1])
        laws.append(_law_of(_cells(states, capacity), np.ones(DAYS_DRAWN)))
    return _table(laws)


def _cells(states: Ints, capacity: int) -> Ints:
    needed: Ints = np.maximum(-(-states[..., 0] // capacity), states[..., 1]).sum(axis=1)
    return needed


def _law_of(cells: Ints, probable: Floats) -> Law:
    law: Law = np.bincount(cells, weights=probable / probable.sum()).astype(np.float64)
    return law


def _table(laws: Sequence[Law]) -> Floats:
    return np.array([_padded(law, max(map(len, laws))) for law in laws])


def _marks(groups: Sequence[Group]) -> tuple[Ints, Floats]:
    """The different groups as [group, class, (people, largest part)], and how many there were of each."""
    sorts = sorted({part.sort for group in groups for part in group})
    found = np.zeros((len(groups), len(sorts), 2), np.int64)
    for row, group in enumerate(groups):
        for part in group:
            people, apart = found[row, sorts.index(part.sort)]
            found[row, sorts.index(part.sort)] = people + part.people, max(apart, part.apart)
    marks, counts = np.unique(found, axis=0, return_counts=True)
    return marks, counts / len(groups)


def _one_more(states: Ints, probable: Floats, marks: Ints, weights: Floats) -> tuple[Ints, Floats]:
    """The people of a day after one more group; states that are hardly ever seen are left out."""
    people = states[:, None, :, 0] + marks[None, :, :, 0]
    apart = np.maximum(states[:, None, :, 1], marks[None, :, :, 1])
    every = np.stack([people, apart], axis=-1).reshape(-1, *marks.shape[1:])
    flat = every.reshape(len(every), -1)
    names = np.ravel_multi_index(tuple(flat.T), tuple(int(most) + 1 for most in flat.max(axis=0)))
    _, first, back = np.unique(names, return_index=True, return_inverse=True)
    merged: Floats = np.bincount(back, weights=(probable[:, None] * weights[None]).ravel()).astype(np.float64)
    kept = merged > _SEEN
    return every[first[kept]], merged[kept]


_Seen = tuple[LawName, tuple[DayAhead, ...], Floats, float]  # law, days, long run above c, cells a day


def _exact(history: History, question: Question, rates: Floats, weights: Floats) -> _Seen:
    """Every day as a mixture over the rates of sums of the days before it."""
    top = float(rates[-1])
    counts = ceil(top + 7 * sqrt(top) + 4)
    table = needs_by_count(history.groups, capacity=question.capacity, most=counts)
    name: LawName = "same_day_cohorts" if table is not None else "sampled_days"
    if table is None:
        table = needs_drawn(history.groups, capacity=question.capacity, most=counts)
    daily = [_padded(queueing.poisson(mean=float(rate)), counts + 1) @ table for rate in rates]
    span = question.leg
    width = span * (table.shape[1] - 1) + 1
    in_use, arriving = np.zeros((span + 1, width)), np.zeros((span + 1, width))
    somebody = 0.0
    for law, weight in zip(daily, weights, strict=True):
        come = law.copy()
        come[0] = 0.0
        somebody += weight * float(come.sum())
        before = np.ones(1)
        for length in range(1, span + 1):
            arriving[length] += weight * _padded(np.convolve(before, come), width)
            before = np.convolve(before, law)
            in_use[length] += weight * _padded(before, width)
    above = _above(arriving / somebody)
    known = [_known(history, day) for day in range(question.ahead + 1)]
    days = tuple(
        _day(day, known[day], in_use[min(day, question.leg)], above[min(day, question.leg)], question.cells)
        for day in range(1, question.ahead + 1)
    )
    a_day = float(sum(w * queueing.mean(law) for law, w in zip(daily, weights, strict=True)))
    return name, days, above[question.leg], a_day


def _day(day: int, known: int, law: Law, above: Floats, cells: int) -> DayAhead:
    free = cells - known
    refusal = 1.0 if free < 0 else float(above[min(free, len(above) - 1)])
    return DayAhead(day, known, tuple(known + queueing.quantile(law, level) for level in LEVELS), refusal)


def _simulated(history: History, question: Question, rates: Floats, weights: Floats) -> _Seen:
    """The same by simulation: each run has a rate of its own; the long run is what lies behind two legs."""
    order = (np.arange(RUNS) + 0.5) / RUNS
    of_run = rates[np.minimum(np.searchsorted(np.cumsum(weights), order), len(rates) - 1)]
    legs = np.zeros(question.leg + 1)
    legs[-1] = 1.0
    house = House(legs, question.capacity, question.window)
    arrivals = Arrivals(of_run, history.groups, [1.0] * len(history.groups))
    begun = [days - 1 if days is not None else MOST_DAYS for days in history.begun if days != 1]
    ahead = simulate_cells(house, arrivals, days=question.ahead, runs=RUNS, seed=SEED, begun=begun)
    behind = simulate_cells(house, arrivals, days=5 * question.leg, runs=RUNS, seed=SEED)
    days = tuple(
        _seen_day(ahead, day, _known(history, day), question.cells) for day in range(1, question.ahead + 1)
    )
    settled = slice(2 * question.leg, None)
    long_run = _refusals(behind.in_use[:, settled], behind.wanted[:, settled], slice(None))
    return "simulated", days, long_run, float(behind.wanted[:, settled].mean())


def _seen_day(ahead: Runs, day: int, known: int, cells: int) -> DayAhead:
    above = _refusals(ahead.in_use, ahead.wanted, day - 1)
    law = _law(ahead.in_use[:, day - 1])
    refusal = float(above[min(cells, len(above) - 1)])
    return DayAhead(day, known, tuple(queueing.quantile(law, level) for level in LEVELS), refusal)


def _refusals(in_use: Ints, wanted: Ints, chosen: int | slice) -> Floats:
    """[c]: the share of days with somebody to put into a new cell on which more than c cells were in use."""
    full, asked = in_use[:, chosen].ravel(), wanted[:, chosen].ravel() > 0
    law = _law(full[asked]) if asked.any() else np.ones(1)
    above: Floats = _above(law[None])[0]
    return above


def _law(counts: Ints) -> Law:
    law: Law = np.bincount(counts.ravel()) / counts.size
    return law


def _known(history: History, day: int) -> int:
    """How many of today's cells are still in use on a day to come."""
    return sum(until is None or until > day for until in history.begun)


def _above(laws: Floats) -> Floats:
    """[…, c]: the probability of more than c, a last 0 included."""
    tails: Floats = np.cumsum(laws[..., ::-1], axis=-1)[..., ::-1]
    ends = np.zeros((*laws.shape[:-1], 1))
    above: Floats = np.concatenate([tails[..., 1:], ends], axis=-1)
    return above


def _fewest(above: Floats, refusal: float) -> int:
    return int(np.argmax(above <= refusal * (1 + 1e-12)))


def _padded(law: Law, width: int) -> Law:
    return np.pad(law, (0, max(width - len(law), 0)))[:width]
