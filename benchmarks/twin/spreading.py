"""The same epidemic in the twin and in the simulators that others wrote."""

import time
from collections.abc import Iterator

import numpy as np
from scipy import stats

from benchmarks.figures import Figure, figure
from benchmarks.twin.drawing import seconds_of_a_draw
from benchmarks.twin.peers import lived
from benchmarks.twin.worlds import city, covid, sir
from lazaretto.twin.engine.running import Lived, run
from lazaretto.twin.engine.tables import tables
from lazaretto.twin.engine.world import World

# People, runs of Starsim, runs of ours, the most that a run of ours may take of one of Starsim's.
SIZES = (
    (400, 1000, 4000, 0.001), (2_800, 1000, 2000, 0.002), (10_000, 1000, 1000, 0.005), (100_000, 5, 20, None),
)  # fmt: skip
ALIKE = 1000  # runs of each that are compared


def measure() -> Iterator[Figure]:
    """Processor seconds of both, and whether their final sizes are alike (Kolmogorov-Smirnov)."""
    run(sir(400), seed=1, replicates=2)  # compiled before the clock runs
    for people, theirs, ours, goal in SIZES:
        yield from _beside_starsim(people, theirs, ours, goal)
    yield _of_the_limit()
    yield from _beside_covasim()


def _beside_starsim(people: int, theirs: int, ours: int, goal: float | None) -> Iterator[Figure]:
    world = sir(people)
    first, before = _timed(world, seed=1, replicates=ours // 2)
    peer = lived("starsim", "starsim_sir.py", people, theirs)
    second, after = _timed(world, seed=2, replicates=ours // 2)  # what else the machine does weighs on both
    yield figure(
        f"twin: SIR, {people:,} people, 90 days", (before + after) / 2 * 1e6, "µs",
        goal=None if goal is None else f"<= {goal}", of_ratio=True,
        peer="Starsim 3.7.2", peer_value=peer.seconds * 1e6,
    )  # fmt: skip
    if theirs >= ALIKE:
        sizes = np.concatenate([_sizes(first), _sizes(second)])[:ALIKE]
        alike = stats.ks_2samp(sizes, peer.sizes)
        yield figure(
            f"twin: SIR, {people:,} people, same final sizes", float(alike.pvalue), "p", goal=">= 0.05"
        )


def _of_the_limit() -> Figure:
    """What a meeting takes beside one random draw: no program that draws for each meeting is faster."""
    world = sir(2_800)
    draw = seconds_of_a_draw()
    some, taken = _timed(world, seed=3, replicates=2000)
    draw = (draw + seconds_of_a_draw()) / 2
    made = tables(world)
    meetings = _sizes(some).mean() * float(np.diff(world.share, prepend=0.0) @ made.whole) * world.site_rate
    return figure(
        "twin: SIR, 2,800 people, a meeting", taken / meetings * 1e9, "ns",
        peer="one draw of SplitMix64", peer_value=draw * 1e9,
    )  # fmt: skip


def _beside_covasim() -> Iterator[Figure]:
    world = covid(2_800)
    some, before = _timed(world, seed=1, replicates=1000)
    peer = lived("covasim", "covasim_runs.py", "free", 2_800, 90, 100)
    _, after = _timed(world, seed=2, replicates=1000)
    yield figure(
        "twin: COVID that nobody hinders, 2,800 people, 90 days", (before + after) / 2 * 1e6, "µs",
        goal="<= 0.00667", of_ratio=True, peer="Covasim 3.1.9", peer_value=peer.seconds * 1e6,
    )  # fmt: skip
    yield figure(
        "twin: the same, people infected", float(_sizes(some).mean()), "people",
        peer="Covasim 3.1.9", peer_value=float(np.mean(peer.sizes)),
    )  # fmt: skip
    # Most of it is that idle people cost nothing; and Covasim has ages and prognoses, which the twin lacks.
    world = city()
    _, before = _timed(world, seed=1, replicates=10_000)
    peer = lived("covasim", "covasim_runs.py", "policy", 2_800, 180, 40)
    _, after = _timed(world, seed=2, replicates=10_000)
    yield figure(
        "twin: a life under an order, 7 houses × 400 people × 180 days (idle people cost nothing)",
        (before + after) / 2 * 1e6, "µs", goal="<= 0.0002", of_ratio=True,
        peer="Covasim 3.1.9, 2,800 people, tests and tracing", peer_value=peer.seconds * 1e6,
    )  # fmt: skip
    yield figure(
        "twin: 7 houses × 400 people × 180 days × 10,000 lives",
        min(before, after) * 10_000,
        "s",
        goal="<= 0.1",
    )


def _timed(world: World, *, seed: int, replicates: int) -> tuple[Lived, float]:
    """What was lived, and processor seconds of one replicate."""
    began = time.process_time()
    some = run(world, seed=seed, replicates=replicates)
    return some, (time.process_time() - began) / replicates


def _sizes(some: Lived) -> np.ndarray:
    return np.asarray(some.column("infected_in_wings") + some.column("seeded"))
