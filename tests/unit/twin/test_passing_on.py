"""Hand-made worlds in which it is known who infects whom: legs that leak, the immune, the isolated."""

import msgspec
import numpy as np
import pytest

from lazaretto.twin.building import build
from lazaretto.twin.disease import Disease
from lazaretto.twin.engine.running import Lived, run
from lazaretto.twin.engine.world import World
from lazaretto.twin.network import Cohort, Duty, LegPlan, Network, Policy, Site
from tests.unit.twin.assumed import ALWAYS_OPEN, ancestral, only

DAYS = 120
NEVER = (0.0,) * DAYS


def _alike() -> Disease:
    """Nobody more infectious than anybody."""
    spread = msgspec.structs.replace(ancestral().dispersion, value=float("inf"), high=float("inf"))
    return msgspec.structs.replace(ancestral(), dispersion=spread)


def _arriving(*legs: int, people: int, staff: int = 0, infected: float = 1 - 1e-12, **meets: float) -> World:
    network = Network(
        (Site("A", ((50,) * 20,), staff),), {"A": ("A",) * len(legs)},
        (Cohort("A", 0, people, infected),), {"A": NEVER},
    )  # fmt: skip
    plans = tuple(LegPlan(days) for days in legs)
    policy = Policy("hand-made", plans, ALWAYS_OPEN, cohort=8)
    return build(network, policy, _alike(), only(**meets), days=DAYS)


def _breached_in(lived: Lived) -> set[int]:
    return set(lived.column("breach_leg")[lived.column("breach_step") >= 0].tolist())


def test_whoever_was_infected_before_entry_leaks_from_no_leg() -> None:
    """One arrival alone, out after two days: every breach is of leg 0."""
    lived = run(_arriving(1, 1, people=1), seed=1, replicates=500)
    assert _breached_in(lived) == {0}
    assert (lived.column("breach_door")[lived.column("breach_step") >= 0] == 0).all()


def test_who_is_infected_in_a_leg_leaks_from_it() -> None:
    """Cell mates infect one another in both legs, and are still infectious after the second."""
    lived = run(_arriving(7, 7, people=8, infected=0.1, quarantine_pair=0.5), seed=2, replicates=2000)
    assert {1, 2} <= _breached_in(lived) <= {0, 1, 2}
    assert lived.column("infected_in_quarantine").sum() > 0


def test_a_leg_leaks_by_staff_too() -> None:
    """Members infect staff, staff infect residents, in the only leg there is: the breach is of leg 1."""
    world = _arriving(100, people=1, staff=5, leg_staff=30.0, staff_resident=30.0)
    lived = run(world, seed=3, replicates=300)
    assert lived.column("infected_in_wings").sum() > 0
    assert _breached_in(lived) == {1}


def test_a_breach_by_no_arrival_is_of_no_leg() -> None:
    """Staff infected outside bring it in: no leg leaks; where nobody is infected, none either."""
    network = Network((Site("A", ((8,) * 10,), 20),), {"A": ()}, (), {"A": (0.01,) * DAYS})
    policy = Policy("open", (), Duty((("open", 1),), groups=1))
    lived = run(build(network, policy, _alike(), only(staff_resident=5.0), days=DAYS), seed=4, replicates=200)
    assert (lived.column("breach_step") >= 0).any()
    assert (lived.column("breach_leg") == -1).all()


def _house(*, immune: float = 0.0, site_rate: float = 3.0) -> World:
    """A thousand who meet each other, one of them infected when it begins."""
    network = Network((Site("A", ((50,) * 20,), 0),), {"A": ()}, (), {"A": (0.0,) * 300})
    world = build(network, Policy("none", (), ALWAYS_OPEN), _alike(), only(site=3.0), days=300, per_day=1)
    return world._replace(seeds=20, immune=np.array([immune, 0.0, 0.0]), site_rate=site_rate)


def test_the_immune_are_immune_for_good() -> None:
    """With four of ten immune the epidemic is that of the others, who do not meet each other more often."""
    lived = run(_house(immune=0.4), seed=5, replicates=400)
    # Of 980 whom it has not yet infected 588 can be: of them z = 1 - exp(-3 (588 z + 20) / 1000).
    share = 0.5
    for _ in range(200):
        share = 1 - np.exp(-3 * (588 * share + 20) / 1000)
    assert lived.column("infected_in_wings").mean() == pytest.approx(588 * share, rel=0.02)
    assert lived.column("infected_in_wings").max() <= 650


def test_all_orders_spare_the_same_people() -> None:
    """However many the meetings, the same half is never infected."""
    low = run(_house(immune=0.5), seed=6, replicates=50).column("infected_in_wings")
    high = run(_house(immune=0.5, site_rate=60.0), seed=6, replicates=50).column("infected_in_wings")
    again = run(_house(immune=0.5, site_rate=90.0), seed=6, replicates=50).column("infected_in_wings")
    assert (low <= high).all()
    assert np.abs(high - again).max() <= 5


def test_who_remains_takes_up_the_meetings_of_the_isolated() -> None:
    """Everybody is isolated when symptoms begin: who remains is met more often, so more are infected."""
    sizes = []
    for taken_up in (0.0, 0.5, 1.0):
        world = _house()._replace(taken_up=taken_up, general_notices=1.0, shown=1)
        world = world._replace(ends=np.full_like(world.ends, 400))  # they stay away for good
        sizes.append(run(world, seed=7, replicates=400).column("infected_in_wings").mean())
    assert sizes[0] < sizes[1] < sizes[2]
