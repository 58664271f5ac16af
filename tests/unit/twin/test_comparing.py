"""Orders side by side: ranges of the network too, breaches by leg, and a face that survives being written."""

from functools import cache

import msgspec
import numpy as np
import pytest

from lazaretto.twin.answer import Comparison, Unsure
from lazaretto.twin.comparing import compare
from lazaretto.twin.designing import Design, HousePlan
from lazaretto.twin.disease import Cited
from lazaretto.twin.network import Duty, LegPlan, Policy
from lazaretto.twin.observing import Setting
from lazaretto.twin.ranges import drawn, placed, unsure
from tests.unit.twin.assumed import ancestral, contacts

WEEKS = Duty((("home", 7), ("standby", 7), ("inside", 7)), every=2)
LONG = Policy("long", (LegPlan(21, (1, 14)), LegPlan(21, (14,)), LegPlan(14, (13,))), WEEKS)
SHORT = Policy("short", (LegPlan(7, (1, 6)),), WEEKS)
ALONE = Policy("alone", (LegPlan(14, (1, 13)),), WEEKS, cohort=1)


def _cited(low: float, value: float, high: float) -> Cited:
    return Cited(value=value, low=low, high=high, unit="1", cite="planning")


def design(*, infected: float = 0.02, pressure: float = 1e-4) -> Design:
    """Two houses of eighty, with eight arrivals every week."""
    houses = tuple(
        HousePlan(code=code, cells=10, in_a_cell=8, cells_a_wing=5, staff=30, legs_at=(code,) * 3,
                  arrivals=8, every=7, from_day=start)
        for start, code in enumerate(("A", "B"))
    )  # fmt: skip
    return Design(
        format="lazaretto-network/1", id="two", title={"en": "Two houses"}, sources=(), houses=houses,
        infected=_cited(infected / 4, infected, infected * 4),
        pressure=_cited(pressure / 5, pressure, pressure * 5), quarantine_cell=8,
    )  # fmt: skip


@cache
def compared() -> Comparison:
    """Three orders at eight points."""
    return compare(
        Setting(design(), ancestral(), contacts(), days=90, points=8, replicates=200), (LONG, SHORT, ALONE)
    )


def test_a_comparison_survives_being_written() -> None:
    """To bytes and back: the same value, keys of legs and sizes included."""
    again = msgspec.json.decode(msgspec.json.encode(compared()), type=Comparison)
    assert again == compared()


def test_legs_add_up_to_the_door_of_arrivals() -> None:
    """Every breach by an arrival has the place where its line was infected, point by point."""
    for answer in compared().answers:
        assert len(answer.by_leg) == len(answer.policy.legs) + 1
    one = compare(Setting(design(), ancestral(), contacts(), days=90, points=1, replicates=400), (SHORT,))
    (answer,) = one.answers
    assert sum(leg.value for leg in answer.by_leg.values()) == pytest.approx(answer.by_door["arrival"].value)
    assert answer.by_leg[0].value > 0


def test_differences_are_drawn_point_by_point() -> None:
    """The first has none; a shorter quarantine costs fewer days at every point."""
    first, short, _ = compared().answers
    assert first.fewer is None
    assert short.fewer is not None
    assert short.fewer["breach"] == short.fewer_breaches
    assert short.fewer["quarantine_days"].low > 0


def test_the_network_is_known_as_a_range_too() -> None:
    """Arrivals and pressure are drawn with the rest, and moved where the point says."""
    ranges = unsure(ancestral(), contacts(), design())
    named = {one.name: one for one in ranges}
    assert {"network.infected", "network.pressure"} <= named.keys()
    point = [one.high for one in ranges]
    disease, meets, there = placed(ancestral(), contacts(), design(), ranges, point)
    assert there.infected.value == design().infected.high
    assert there.pressure.value == design().pressure.high
    assert disease.reproduction.value == ancestral().reproduction.high
    assert meets.wing.value == contacts().wing.high
    assert compared().assumed == ranges


def test_orders_of_magnitude_are_drawn_evenly() -> None:
    """A hundredfold range: half of the points below its geometric middle; a narrow one: below its middle."""
    points = drawn((Unsure("wide", 0.01, 1.0), Unsure("narrow", 1.0, 3.0)), points=256, seed=1)
    assert np.median(points[:, 0]) == pytest.approx(0.1, rel=0.05)
    assert np.median(points[:, 1]) == pytest.approx(2.0, rel=0.05)
    assert points.min(axis=0) == pytest.approx([0.01, 1.0], rel=0.1)


def test_a_stop_leaves_what_is_done_said_as_partial() -> None:
    """Four of eight points: what was told after four, and the number that was asked for."""
    told: list[Comparison] = []
    stopped = compare(
        Setting(design(), ancestral(), contacts(), days=60, points=8, replicates=50), (SHORT,),
        progress=lambda done, _: done < 4, told=told.append,
    )  # fmt: skip
    assert (stopped.points, stopped.asked_points) == (4, 8)
    assert told == [stopped]


@pytest.mark.parametrize("policies", [(), (SHORT,) * 7])
def test_as_many_as_stand_on_a_screen(policies: tuple[Policy, ...]) -> None:
    """None, or more than six, are refused."""
    with pytest.raises(ValueError, match="side by side"):
        compare(Setting(design(), ancestral(), contacts(), days=30, points=1, replicates=1), policies)
