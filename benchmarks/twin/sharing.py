"""Whether two cores do twice as much: threads of one process, and processes."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from benchmarks.figures import Figure, figure
from benchmarks.twin.worlds import city
from lazaretto.twin.engine.running import run

_LIVES = 100_000
_TIMES = 7


def measure() -> Iterator[Figure]:
    """The clock of one core over that of two, the best of a few runs of each, taken by turns."""
    world = city()
    run(world, seed=1, replicates=2)
    alone, threads, processes = [], [], []
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(_lives, [2, 2]))  # both are there, and have what was compiled
        for _ in range(_TIMES):
            alone.append(_clock(lambda: run(world, seed=1, replicates=_LIVES)))
            threads.append(_clock(lambda: run(world, seed=1, replicates=_LIVES, threads=2)))
            processes.append(_clock(lambda: list(pool.map(_lives, [_LIVES // 2] * 2))))
    for name, taken in (("threads", threads), ("processes", processes)):
        yield figure(f"twin: two {name} beside one", min(alone) / min(taken), "times", goal=">= 1.8")


def _clock(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _lives(count: int) -> int:
    return len(run(city(), seed=1, replicates=count).counted)
