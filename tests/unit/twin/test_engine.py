"""The engine: equal to what can be reckoned, the same on any number of threads, and lawful in what it
compares.
"""

import ast
import inspect
from dataclasses import replace
from math import log

import msgspec
import numpy as np
import pytest

from lazaretto.twin.analytic.final_size import constant, final_size
from lazaretto.twin.analytic.residual import Arriving, Schedule, Swab, infects_nobody
from lazaretto.twin.building import CannotBeBuilt, build, multipliers, served
from lazaretto.twin.disease import NotADisease, checked, classes, history
from lazaretto.twin.engine import living
from lazaretto.twin.engine.running import run
from lazaretto.twin.engine.world import World
from lazaretto.twin.network import Cohort, Duty, LegPlan, Network, Policy, Site
from lazaretto.twin.staging import celled
from tests.unit.twin.assumed import ALWAYS_OPEN, ancestral, as_ordered, city, contacts, one_arrival, only

HORIZON = 180


def _city(policy: Policy, **changes: float) -> World:
    return build(city(days=HORIZON, **changes), policy, ancestral(), contacts(), days=HORIZON)


def test_a_step_is_its_list() -> None:
    """The function that makes a step calls what ``ORDER`` names, in that order, and nothing else."""
    tree = ast.parse(inspect.getsource(living.step.py_func))  # type: ignore[attr-defined]
    called = [
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    assert tuple(called) == living.ORDER


def test_threads_change_nothing() -> None:
    """Bit by bit the same counts from one thread and from two."""
    world = _city(as_ordered())
    alone = run(world, seed=7, replicates=900, threads=1)
    together = run(world, seed=7, replicates=900, threads=2)
    assert (alone.counted == together.counted).all()
    assert (run(world, seed=8, replicates=900).counted != alone.counted).any()


def test_replicates_are_a_beginning_of_more_replicates() -> None:
    """A replicate depends on its number, not on how many are asked for."""
    world = _city(as_ordered())
    assert (
        run(world, seed=7, replicates=300).counted == run(world, seed=7, replicates=600).counted[:300]
    ).all()


@pytest.mark.parametrize("tests", [(), (0,), (5,), (1, 7)])
@pytest.mark.parametrize("noticed", [0.0, 1.0])
def test_one_arrival_is_what_can_be_reckoned(tests: tuple[int, ...], noticed: float) -> None:
    """After seven days in a cell alone: the chance of infecting nobody is the analytic one (|z| ≤ 4)."""
    policy = Policy("week", (LegPlan(7, tests),), ALWAYS_OPEN)
    meets = only(site=2.5, noticed_quarantine=noticed, noticed_general=noticed)
    world = build(one_arrival(days=70), policy, ancestral(), meets, days=70, per_day=4)
    count = 20_000
    seen = (run(world, seed=11, replicates=count).column("infected_in_wings") == 0).mean()
    ages = tuple(row / 4 for row in world.entry_ages[0].astype(np.float64))
    came = Arriving(ages, tuple(np.full(len(row), 1 / len(row)) for row in ages))
    late = round(6 / 24 * 4) / 4  # the laboratory's six hours in steps of six
    # Whoever waits for the result of the last day's swab is not let out: nothing is transmitted meanwhile.
    swabs = tuple(Swab(day, day if day == 7 else day + late, "pcr") for day in tests)
    schedule = Schedule(7, swabs, watched=noticed == 1)
    due = infects_nobody(
        history(classes(ancestral())), came, schedule, reproduction=ancestral().reproduction.value,
        dispersion=ancestral().dispersion.value,
    )  # fmt: skip
    assert abs(seen - due) <= 4 * np.sqrt(due * (1 - due) / count)


def test_a_cell_is_reed_frost() -> None:
    """Eight people in one cell, everybody as infectious: the final sizes of Ball's equations (|z| ≤ 4 for
    each).
    """
    chance = 0.2
    alike = msgspec.structs.replace(
        ancestral(),
        dispersion=msgspec.structs.replace(ancestral().dispersion, value=float("inf"), high=float("inf")),
    )
    network = Network((Site("A", ((8,),), 0),), {"A": ()}, (), {"A": (0.0,) * 300})
    world = build(
        network, Policy("none", (), ALWAYS_OPEN), alike, only(cell_pair=-log(1 - chance)), days=300, per_day=1
    )
    world = world._replace(seeds=1)
    count = 20_000
    sizes = np.bincount(run(world, seed=3, replicates=count).column("infected_in_wings"), minlength=8) / count
    due = final_size(susceptible=7, infected=1, sparing=constant(hazard=-log(1 - chance)))
    assert (np.abs(sizes - due) <= 4 * np.sqrt(due * (1 - due) / count)).all()


def test_without_transmission_only_what_comes_in_is_infected() -> None:
    """No contacts: nobody is infected inside, and as many arrive infected as the chance says."""
    world = build(city(days=HORIZON, infected=0.01), as_ordered(), ancestral(), only(), days=HORIZON)
    lived = run(world, seed=5, replicates=2000)
    assert lived.column("infected_in_wings").sum() == 0
    assert lived.column("infected_in_quarantine").sum() == 0
    people = sum(cohort.size for cohort in city(days=HORIZON).arrivals)
    came = lived.column("arrivals_infected").mean()
    assert abs(came - people * 0.01) <= 4 * np.sqrt(people * 0.01 * 0.99 / 2000)


def test_a_swab_that_finds_nobody_is_no_swab() -> None:
    """Sensitivity zero: bit by bit what happens without tests."""
    blind = msgspec.structs.replace(
        ancestral(), tests=(msgspec.structs.replace(ancestral().tests[0], points={0: 0.0, 50: 0.0}),)
    )
    with_tests = build(city(days=HORIZON), as_ordered(), blind, contacts(), days=HORIZON)
    bare = replace(as_ordered(), legs=tuple(LegPlan(leg.days) for leg in as_ordered().legs), rounds_every=0,
                   duty=Duty(as_ordered().duty.cycle), answer=(1, 3, 7))  # fmt: skip
    without = build(city(days=HORIZON), bare, blind, contacts(), days=HORIZON)
    one, other = run(with_tests, seed=2, replicates=500), run(without, seed=2, replicates=500)
    assert (one.column("infected_in_wings") == other.column("infected_in_wings")).all()


def test_policies_meet_the_same_arrivals() -> None:
    """Common random numbers: another policy meets the same infected arrivals, replicate by replicate."""
    shorter = replace(as_ordered(), legs=(LegPlan(7, (1, 6)),))
    one, other = run(_city(as_ordered()), seed=4, replicates=500), run(_city(shorter), seed=4, replicates=500)
    assert (one.column("arrivals_infected") == other.column("arrivals_infected")).all()
    assert one.column("entered_by_arrival").mean() < other.column("entered_by_arrival").mean()


def test_more_pressure_never_means_fewer_introductions() -> None:
    """With the same draws, twice the community's hazard brings at least as many."""
    low, high = _city(as_ordered(), pressure=1e-4), _city(as_ordered(), pressure=2e-4)
    one, other = run(low, seed=4, replicates=500), run(high, seed=4, replicates=500)
    assert other.column("staff_infected_outside").mean() > one.column("staff_infected_outside").mean()


def test_smaller_steps_change_nothing_that_can_be_seen() -> None:
    """Six hours against one: the chance of a breach differs by less than four standard errors."""
    rates = []
    for per_day in (4, 24):
        world = build(
            city(days=HORIZON), as_ordered(), ancestral(), contacts(), days=HORIZON, per_day=per_day
        )
        rates.append((run(world, seed=9, replicates=6000).column("breach_step") >= 0).mean())
    error = np.sqrt(sum(rate * (1 - rate) / 6000 for rate in rates))
    assert abs(rates[0] - rates[1]) <= 4 * error


def test_houses_that_do_not_meet_are_independent() -> None:
    """Two houses: the chance that neither is breached is the product of each alone."""
    whole = city(days=HORIZON, infected=0.02)
    alone = []
    for number in (0, 1):
        one = replace(
            whole, sites=whole.sites[number : number + 1],
            arrivals=tuple(cohort for cohort in whole.arrivals if cohort.home == f"S{number}"),
        )  # fmt: skip
        world = build(one, as_ordered(), ancestral(), contacts(), days=HORIZON)
        alone.append((run(world, seed=20 + number, replicates=6000).column("breach_step") < 0).mean())
    both = replace(
        whole, sites=whole.sites[:2], arrivals=tuple(c for c in whole.arrivals if c.home in ("S0", "S1"))
    )
    spared = (
        run(build(both, as_ordered(), ancestral(), contacts(), days=HORIZON), seed=30, replicates=6000)
        .column("breach_step") < 0
    ).mean()  # fmt: skip
    assert abs(spared - alone[0] * alone[1]) <= 4 * np.sqrt(3 * spared * (1 - spared) / 6000)


def test_a_find_restarts_the_cohort() -> None:
    """Somebody found on day 5 of a leg of seven costs the two cell mates five days each."""
    sure = msgspec.structs.replace(
        ancestral(), tests=(msgspec.structs.replace(ancestral().tests[0], points={0: 1.0, 50: 1.0}),)
    )
    network = replace(one_arrival(days=40), arrivals=(Cohort("A", 0, 3, 1 - 1e-12),))
    world = build(network, Policy("five", (LegPlan(7, (5,)),), ALWAYS_OPEN, cohort=1), sure, only(), days=40)
    alone = run(world, seed=1, replicates=50)
    assert (alone.column("restarted_days") == 0).all()
    world = build(network, Policy("five", (LegPlan(7, (5,)),), ALWAYS_OPEN, cohort=3), sure, only(), days=40)
    shared = run(world, seed=1, replicates=50)
    assert (shared.column("found") == 3).all()
    assert (shared.column("restarted_days") >= 2 * 5).all()


def test_curves_add_up_to_counts() -> None:
    """The daily curves of a replicate sum to its counts."""
    lived = run(_city(as_ordered()), seed=6, replicates=400, curves=True)
    assert (lived.daily[:, :, 1].sum(axis=1) == lived.column("infected_in_wings")).all()
    assert (lived.daily[:, :, 0].sum(axis=1) == lived.column("infected_in_quarantine")).all()
    assert (lived.daily[:, :, 3].sum(axis=1) == lived.column("found")).all()


def test_a_run_can_be_stopped() -> None:
    """What was lived before the stop is what a shorter run gives."""
    world = _city(as_ordered())
    stopped = run(world, seed=7, replicates=100_000, stopped=lambda done: done >= 1000)
    assert 1000 <= len(stopped.counted) < 100_000
    assert (stopped.counted[:500] == run(world, seed=7, replicates=500).counted).all()


def test_multipliers_keep_mean_and_spread() -> None:
    """Mean 1, and nearly the variance 1/k of the gamma they stand for."""
    for k in (0.1, 0.25, 1.0, 5.0):
        drawn = multipliers(k)
        assert drawn.mean() == pytest.approx(1.0, abs=1e-9)
        assert drawn.var() == pytest.approx(1 / k, rel=0.02)


def test_arrivals_are_cut_into_cells() -> None:
    """Nineteen people in cells of eight: three cells, as even as they go; nobody is lost."""
    cells = celled([Cohort("A", 3, 19, 0.1)], most=8)
    assert [cell.size for cell in cells] == [7, 6, 6]


def test_a_pattern_is_served_in_turn() -> None:
    """Three groups in a cycle of three weeks: on each day one is inside, one on standby, one at home."""
    phase, swabs = served(Duty((("home", 7), ("standby", 7), ("inside", 7)), ((), (0,), ())), days=42, test=0)
    assert all(sorted(phase[:, day]) == [0, 1, 2] for day in range(42))
    assert swabs.sum() == 6  # each group is swabbed on its first day of standby: twice in six weeks


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda n, p: (replace(n, sites=(Site("S0", ((0,),), 1), *n.sites[1:])), p), "cell without people"),
        (lambda n, p: (replace(n, pressure={}), p), "pressure"),
        (lambda n, p: (replace(n, pressure={site.code: (-1.0,) * HORIZON for site in n.sites}), p),
            "below zero"),
        (lambda n, p: (n, replace(p, legs=(LegPlan(7, (9,)),))), "leg 1"),
        (lambda n, p: (n, replace(p, test="none")), "test none"),
        (lambda n, p: (n, replace(p, cohort=0)), "cell of quarantine"),
        (lambda n, p: (replace(n, arrivals=(Cohort("nowhere", 0, 3),)), p), "nowhere"),
        (lambda n, p: (replace(n, arrivals=(Cohort("S0", 0, 3, 1.0),)), p), "below 1"),
        (lambda n, p: (n, replace(p, duty=Duty(()))), "pattern of duty"),
    ],
)  # fmt: skip
def test_what_cannot_be_built_is_refused_by_name(change, says: str) -> None:  # type: ignore[no-untyped-def]
    """Each refusal names the house, the leg or the test."""
    network, policy = change(city(days=HORIZON), as_ordered())
    with pytest.raises(CannotBeBuilt, match=says):
        build(network, policy, ancestral(), contacts(), days=HORIZON)


def test_no_pressure_is_a_value() -> None:
    """Zero hazard outside and no infected arrival: nothing ever happens."""
    lived = run(_city(as_ordered(), pressure=0.0, infected=0.0), seed=1, replicates=50)
    assert lived.counted[:, :15].sum() == 0


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"asymptomatic": 0.9}, "outside its own range"),
        ({"dispersion": 0.05}, "outside its own range"),
    ],
)
def test_an_assumption_outside_its_own_range_is_refused(change: dict[str, float], says: str) -> None:
    """A value must lie in the range that it states."""
    changed = {
        name: msgspec.structs.replace(getattr(ancestral(), name), value=value)
        for name, value in change.items()
    }
    with pytest.raises(NotADisease, match=says):
        checked(msgspec.structs.replace(ancestral(), **changed))


def test_a_curve_that_does_not_end_is_refused() -> None:
    """Infectiousness that is not over within the ages that are reckoned."""
    endless = msgspec.structs.replace(ancestral().infectiousness, values={"shape": 1.0, "scale": 60.0})
    with pytest.raises(NotADisease, match="sums to one"):
        checked(msgspec.structs.replace(ancestral(), infectiousness=endless))
