"""Single days: a crowded one proved best, a nation's houses in one morning, and every answer judged."""

import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain, cycle, islice
from multiprocessing import get_context
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from benchmarks.figures import Figure, figure
from benchmarks.placing.arrivals import arrivals, expected
from benchmarks.placing.deciding import first_fit
from benchmarks.placing.living import MEASURED, QUARANTINE, WINDOW, live
from benchmarks.placing.questions import crowded, tangled
from lazaretto.placement.asking import Request, Rules
from lazaretto.placement.checking import broken
from lazaretto.placement.proposing import propose
from lazaretto.placement.solving import solve

CORES = 2
SEEDS = 20
HOUSES = 2_500
LIVES, AWAY = 12, 17  # seeded houses whose days are drawn on, once they are in full use
TANGLED, CROWDED, PEOPLE = 1_350, 2_150, 30
Judged = tuple[int, int]  # placements, rules broken
Thing = TypeVar("Thing")


class Done(NamedTuple):
    """What was placed and broken; seconds that the processors worked, and that passed on the clock."""

    placed: int
    wrong: int
    worked: float
    passed: float


def measure() -> Iterator[Figure]:
    """Times by processor; those of the nation as two idle cores share them, beside what the clock said."""
    solve(crowded(0))  # the solver's first call loads it
    times = [_proved(seed) for seed in range(1, SEEDS + 1)]
    taken = [seconds for seconds, _ in times]
    yield figure("30 arrivals into 60 cells, proved best: median", statistics.median(taken), "s", goal="<= 1")
    yield figure(f"the slowest of {SEEDS}", max(taken), "s", goal="<= 1")
    yield figure("of them proved", sum(proved for _, proved in times), "", goal=f">= {SEEDS}")
    yield from _nation()
    yield from _judged()


def _proved(seed: int) -> tuple[float, bool]:
    request = crowded(seed)
    began = time.process_time()
    found = solve(request)
    return time.process_time() - began, found.proved


def _nation() -> Iterator[Figure]:
    """One day of 2,500 houses, each as a seeded house of 30 cells stood on one of its days."""
    rules = Rules(quarantine_days=QUARANTINE, window_days=WINDOW, same_day=False, prices=MEASURED)
    lives = [live(arrivals(seed), first_fit, cells=30, rules=rules) for seed in range(1, LIVES + 1)]
    days = chain.from_iterable(life.requests[AWAY:] for life in lives)
    plain = list(islice(cycle(list(days)), HOUSES))
    seen = [replace(request, expected=expected(seed=n)) for n, request in enumerate(plain)]
    people = sum(len(request.newcomers) for request in plain)
    for name, asked in (("", plain), (", looking ahead in each", seen)):
        done = _on_two_cores(_proposed, asked)
        yield figure(
            f"a nation's daily arrivals, {HOUSES:,} houses, two cores{name}", done.worked / CORES, "s",
            goal="<= 120", peer="by the clock, with other work running", peer_value=done.passed,
        )  # fmt: skip
        yield figure(
            f"rules broken in it{name}", done.wrong, "", goal="<= 0", peer="people", peer_value=people
        )


def _judged() -> Iterator[Figure]:
    """Many answers to tangled and to crowded days, each judged by the checker."""
    hard = _on_two_cores(_tangled, range(TANGLED))
    plain = _on_two_cores(_crowded, range(CROWDED))
    placed = hard.placed + plain.placed
    yield figure("placements judged apart from the solver", placed / 1000, "thousand", goal=">= 100")
    yield figure("rules broken in them", hard.wrong + plain.wrong, "", goal="<= 0")


def _on_two_cores(act: Callable[[Thing], Judged], things: Sequence[Thing]) -> Done:
    """Everything done by two processes, which are started before the clock is."""
    with ProcessPoolExecutor(min(CORES, os.cpu_count() or 1), mp_context=get_context("spawn")) as pool:
        list(pool.map(_proved, range(CORES)))
        began = time.perf_counter()
        found = list(pool.map(partial(_timed, act), things, chunksize=20))
        passed = time.perf_counter() - began
    placed, wrong, worked = (sum(column) for column in zip(*found, strict=True))
    return Done(round(placed), round(wrong), worked, passed)


def _timed(act: Callable[[Thing], Judged], thing: Thing) -> tuple[int, int, float]:
    began = time.process_time()
    placed, wrong = act(thing)
    return placed, wrong, time.process_time() - began


def _proposed(request: Request) -> Judged:
    places = propose(request).places
    return len(places), len(broken(request, places))


def _tangled(seed: int) -> Judged:
    return judged(tangled(seed, people=PEOPLE))


def _crowded(seed: int) -> Judged:
    return judged(crowded(seed, people=PEOPLE))


def judged(request: Request) -> Judged:
    """How many the house places on a day, and how many rules that breaks."""
    assigned = solve(request).assigned
    return len(assigned), len(broken(request, assigned))
