"""Rare breaches, door by door: the same chances as by brute force where both can be had, from fewer lives."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from lazaretto.twin.answer import DOORS
from lazaretto.twin.building import build
from lazaretto.twin.comparing import compare
from lazaretto.twin.conditioning import conditioned, introductions
from lazaretto.twin.designing import network
from lazaretto.twin.engine.running import run
from lazaretto.twin.engine.world import World
from lazaretto.twin.observing import Seen, Setting, seen
from tests.unit.twin.assumed import ancestral, contacts
from tests.unit.twin.test_comparing import LONG, SHORT, design

DAYS = 120
LIVES = 20_000


@cache
def world(infected: float = 0.002, pressure: float = 2e-5) -> World:
    """Two houses under a short quarantine, to which few infected come."""
    there = network(design(infected=infected, pressure=pressure), days=DAYS)
    return build(there, SHORT, ancestral(), contacts(), days=DAYS)


@cache
def both() -> tuple[Seen, Seen]:
    """By brute force, and by conditioning."""
    return (
        seen(run(world(), seed=1, replicates=LIVES)),
        conditioned(world(), seed=2, replicates=LIVES),
    )


def test_introductions_are_those_that_come() -> None:
    """As many by each door as lives of the whole world show (|z| ≤ 4)."""
    lived = run(world(), seed=3, replicates=LIVES)
    for door, name in zip(
        DOORS, ("arrivals_infected", "staff_infected_outside", "residents_infected_outside"), strict=True
    ):
        due = introductions(world(), door)
        assert abs(lived.column(name).mean() - due) <= 4 * np.sqrt(max(due, 1e-4) / LIVES)


def test_conditioning_is_brute_force() -> None:
    """The chance of a breach, by each door and from each leg (|z| ≤ 4, counting the errors of both)."""
    brute, rare = both()
    pairs = [(brute.breach, rare.breach), *zip(brute.doors, rare.doors, strict=True)]
    pairs += [*zip(brute.legs, rare.legs, strict=True), *zip(brute.sizes, rare.sizes, strict=True)]
    for one, other in pairs:
        assert abs(one - other) <= 4 * np.sqrt(2 * max(one, other, 1 / LIVES) / LIVES)
    assert brute.breach > 0.01


def test_means_are_those_of_brute_force() -> None:
    """People infected, days of cohorts begun anew, swabs: within a tenth, which is what chance leaves."""
    brute, rare = both()
    assert rare.infected == pytest.approx(brute.infected, rel=0.25)
    assert rare.restarted == pytest.approx(brute.restarted, rel=0.25)
    assert rare.swabs == pytest.approx(brute.swabs, rel=0.01)


def test_parts_add_up() -> None:
    """Doors to the breach, legs to the door of arrivals."""
    _, rare = both()
    assert sum(rare.doors) == pytest.approx(rare.breach)
    assert sum(rare.legs) == pytest.approx(rare.doors[0])


def test_a_breach_too_rare_to_be_met_has_a_chance() -> None:
    """A thousandth of the introductions: a thousandth of the points, from the same lives."""
    often = conditioned(world(), seed=2, replicates=2000)
    seldom = conditioned(world(2e-6, 2e-8), seed=2, replicates=2000)
    assert seldom.breach == pytest.approx(-np.log1p(-often.breach) / 1000, rel=0.02)
    assert run(world(2e-6, 2e-8), seed=2, replicates=2000).column("breach_step").max() < 0


def test_nobody_comes() -> None:
    """No introductions: no breach, and the swabs that are planned."""
    calm = conditioned(world(0.0, 0.0), seed=1, replicates=10)
    assert (calm.breach, calm.infected) == (0.0, 0.0)
    assert calm.legs == (0.0, 0.0)
    assert calm.swabs > 0


def test_a_horizon_that_begins_with_infections_is_refused() -> None:
    """They come by no door."""
    with pytest.raises(ValueError, match="inside"):
        conditioned(world()._replace(seeds=1), seed=1, replicates=10)


def test_a_comparison_says_that_it_is_conditioned() -> None:
    """And meets the same introductions under every order."""
    found = compare(
        Setting(design(infected=2e-4, pressure=2e-6), ancestral(), contacts(), 90, points=2, replicates=300,
                rare=True),
        (SHORT, replace(SHORT, name="same"), LONG),
    )  # fmt: skip
    assert found.rare
    short, same, _ = found.answers
    assert short.breach == same.breach
    assert 0 < short.breach.value < 0.05
