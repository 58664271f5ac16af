"""Many replicates, on as many threads as wanted: the same numbers whatever their number."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lazaretto.twin.engine.outcomes import COUNTED, DAILY, OVERFULL
from lazaretto.twin.engine.world import World

# Small enough that a bar moves and a stop is heard, large enough that no thread waits for the next.
PIECE = 250


@dataclass(frozen=True, slots=True)
class Lived:
    """What came of each replicate. counted: [replicates, COUNTED]; daily: [replicates, days or 0, DAILY]."""

    world: World
    counted: NDArray[np.int64]
    daily: NDArray[np.int32]

    def column(self, name: str) -> NDArray[np.int64]:
        """One count of all replicates, by its name in ``COUNTED``."""
        return self.counted[:, COUNTED.index(name)]


def run(
    world: World,
    *,
    seed: int,
    replicates: int,
    threads: int = 1,
    curves: bool = False,
    stopped: Callable[[int], bool] | None = None,
) -> Lived:
    """Live a world so many times. stopped(done) is asked between pieces; true: what is done so far is
    returned.

    Errors: OverflowError where more people were infected than a replicate has room for.
    """
    from lazaretto.twin.engine.life import room  # compiled code: whoever needs it waits for it
    from lazaretto.twin.engine.living import live

    days = world.phase.shape[1]
    counted = np.zeros((replicates, len(COUNTED)), dtype=np.int64)
    daily = np.zeros((replicates, days if curves else 0, len(DAILY)), dtype=np.int32)
    pieces = [(start, min(start + PIECE, replicates)) for start in range(0, replicates, PIECE)]

    def work(mine: list[tuple[int, int]]) -> None:
        memory = room(world)
        for start, end in mine:
            live(world, memory, np.uint64(seed), start, counted[start:end], daily[start:end])

    done = 0
    with ThreadPoolExecutor(threads) as pool:
        for round_ in range(0, len(pieces), threads * 4):
            batch = pieces[round_ : round_ + threads * 4]
            list(pool.map(work, [batch[thread::threads] for thread in range(threads)]))
            done = batch[-1][1]
            if stopped is not None and done < replicates and stopped(done):
                break
    if counted[:done, OVERFULL].any():
        raise OverflowError("more people were infected in a replicate than there was room for")
    return Lived(world, counted[:done], daily[:done])
