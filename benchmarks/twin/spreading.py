"""The same epidemic in the twin and in Starsim, and the question that the twin was made for."""

import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import yaml
from scipy import stats

from benchmarks.figures import Figure, figure
from benchmarks.twin.peers import ROOT, python_of
from lazaretto.twin.building import build
from lazaretto.twin.contacts import Contacts, sound
from lazaretto.twin.disease import Disease, checked
from lazaretto.twin.engine.running import run
from lazaretto.twin.engine.world import World
from lazaretto.twin.network import Cohort, Duty, LegPlan, Network, Policy, Site

# People, runs of Starsim, runs of ours, the most that a run of ours may take of one of Starsim's.
SIZES = ((400, 1000, 4000, 0.001), (2_800, 1000, 2000, 0.002), (10_000, 200, 500, 0.005))
SCRIPT = Path(__file__).with_name("starsim_sir.py")
DAYS = 180


def measure() -> Iterator[Figure]:
    """Processor seconds of both, and whether their final sizes are alike (Kolmogorov-Smirnov)."""
    run(_sir(400), seed=1, replicates=2)  # compiled before the clock runs
    for people, theirs, ours, goal in SIZES:
        said = subprocess.run(  # noqa: S603
            [python_of("starsim"), SCRIPT, str(people), str(theirs)],
            check=True,
            capture_output=True,
            text=True,
        )
        peer = json.loads(said.stdout.splitlines()[-1])
        began = time.process_time()
        lived = run(_sir(people), seed=1, replicates=ours)
        taken = (time.process_time() - began) / ours
        yield figure(
            f"twin: SIR, {people:,} people, 90 days", taken * 1e6, "µs", goal=f"<= {goal}", of_ratio=True,
            peer="Starsim 3.7.2", peer_value=peer["seconds"] * 1e6,
        )  # fmt: skip
        sizes = lived.column("infected_in_wings") + lived.column("seeded")
        alike = stats.ks_2samp(sizes[:theirs], peer["sizes"])
        yield figure(
            f"twin: SIR, {people:,} people, same final sizes", float(alike.pvalue), "p", goal=">= 0.05"
        )
    yield from _city()


def _city() -> Iterator[Figure]:
    world = build(_network(), _policy(), _disease(), _contacts(), days=DAYS)
    run(world, seed=1, replicates=2)
    began = time.process_time()
    run(world, seed=1, replicates=10_000)
    yield figure(
        "twin: 7 houses × 400 people × 180 days × 10,000 lives", time.process_time() - began, "s", goal="<= 1"
    )
    took = []
    for threads in (1, 2):
        began = time.perf_counter()
        run(world, seed=1, replicates=40_000, threads=threads)
        took.append(time.perf_counter() - began)
    yield figure("twin: two threads beside one", took[0] / took[1], "times", goal=">= 1.8")


def _sir(people: int) -> World:
    """Ten random contacts a day, infecting with chance 1 - exp(-0.03) each, for a lognormal period in days.

    Starsim ends an infection on the first day that is not before its end; whoever is infected at the start
    infects on that day too: a period of d days has ceil(d) of them, and everybody else begins on the second.
    """
    spread = np.log(1 + 16 / 64)
    period = stats.lognorm(np.sqrt(spread), scale=np.exp(np.log(8) - spread / 2))
    days = np.arange(1, 61)
    shares = np.diff(period.cdf(np.arange(0, 61)))
    plain = build(
        Network((Site("A", ((people,),), 0),), {"A": ()}, (), {"A": (0.0,) * 90}),
        Policy("none", (), Duty((("open", 1),), groups=1)), _disease(), _contacts(), days=90, per_day=1,
    )  # fmt: skip
    return plain._replace(
        share=np.cumsum(shares / shares.sum()),
        spends=np.where(days[:, None] > np.arange(61)[None, :], 10 * (1 - np.exp(-0.03)), 0.0),
        onset=np.full(60, -1, dtype=np.int32), ends=days.astype(np.int32), finds=np.zeros((1, 60, 1)),
        multipliers=np.ones(1), slot_mates=np.zeros(people),
        entry_share=np.cumsum(shares / shares.sum())[None], entry_ages=np.zeros((1, 60, 1), dtype=np.int32),
        wing_rate=0.0, site_rate=1.0, resident_staff=0.0, tested=0, shown=0, seed_chance=0.01, aging=1,
    )  # fmt: skip


def _network() -> Network:
    sites = tuple(Site(f"S{number}", ((8,) * 10,) * 4, 80) for number in range(7))
    arrivals = tuple(Cohort(site.code, day, 5, 0.003) for site in sites for day in range(0, DAYS, 4))
    return Network(
        sites,
        {site.code: (site.code,) * 3 for site in sites},
        arrivals,
        {s.code: (1e-4,) * DAYS for s in sites},
    )


def _policy() -> Policy:
    return Policy(
        "as ordered", (LegPlan(21, (1, 7, 14, 21)), LegPlan(21, (14, 21)), LegPlan(14, (1, 13))),
        Duty((("home", 7), ("standby", 7), ("inside", 7)), ((), (0, 3, 6), (0, 6)), every=2),
        rounds_every=7, answer=(1, 3, 7), freeze_days=7,
    )  # fmt: skip


def _disease() -> Disease:
    return checked(msgspec.convert(_yaml("diseases/covid-ancestral.yaml"), Disease, strict=False))


def _contacts() -> Contacts:
    return sound(msgspec.convert(_yaml("contacts-2022.yaml"), Contacts, strict=False))


def _yaml(name: str) -> object:
    return yaml.safe_load((ROOT / "assumptions" / name).read_text("utf-8"))
