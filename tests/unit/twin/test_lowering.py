"""Law 11: the twin lives the legs, the tests and the phases that live operation owes; and it refuses to
guess.
"""

from dataclasses import replace
from datetime import timedelta

import hypothesis.strategies as st
import msgspec
import numpy as np
import pytest
from hypothesis import given, settings

from lazaretto.obligations.holding import required_days
from lazaretto.obligations.reckoning import clocks
from lazaretto.twin.building import build, served
from lazaretto.twin.comparing import compare
from lazaretto.twin.designing import Change, Design, HousePlan, LegChange, network, varied
from lazaretto.twin.disease import Cited, Source
from lazaretto.twin.engine.running import run
from lazaretto.twin.lowering import CannotBeLowered, duty, policy
from lazaretto.twin.network import Cohort, LegPlan, Network, Policy, Site
from lazaretto.twin.observing import Setting, planned_swabs
from lazaretto.twin.ranges import drawn, placed, unsure, weights, within
from tests.stating import moment
from tests.unit.obligations.legs import PROTOCOL, admitted, ordered, started, world
from tests.unit.twin.assumed import (
    ALWAYS_OPEN,
    ancestral,
    as_ordered,
    contacts,
    only,
)
from tests.unit.twin.legs import endless, lasting
from tests.unit.twin.test_comparing import design

BEGUN = ((admitted(), "03-01 09:00"), (ordered(), "03-01 09:00"), (started(), "03-01 09:10"))


@settings(max_examples=25, deadline=None)  # the first example loads, or compiles, the engine
@given(days=st.integers(1, 20), data=st.data())
def test_a_leg_ends_and_is_swabbed_on_the_same_days_as_in_the_house(days: int, data: st.DataObject) -> None:
    """What the clock of a leg computes of a person who arrived is when the twin lets them go on."""
    tests = tuple(sorted(data.draw(st.sets(st.integers(0, days), max_size=4))))
    document = lasting(days, tests)
    (clock,) = clocks(
        **{"standing": (told := world(*BEGUN, protocol=document)).standing, **told.known}, person="Wang"
    )
    assert clock.computed is not None
    lived_days = (
        clock.computed.astimezone(moment("03-01 09:10").tzinfo).date() - moment("03-01 09:10").date()
    ).days
    lowered = policy(document, level="closed", cohort=1)
    horizon = 40
    place = Network(
        (Site("A", ((4,) * 4,), 0),), {"A": ("A",)}, (Cohort("A", 0, 1, 1 - 1e-12),), {"A": (0.0,) * horizon}
    )
    built = build(place, lowered, endless(), only(), days=horizon, per_day=24)
    built = built._replace(entry_ages=np.zeros_like(built.entry_ages))
    (step,) = run(built, seed=1, replicates=1).column("breach_step")
    released = timedelta(hours=24 / built.per_day * int(step))
    assert released == timedelta(days=lived_days, hours=8)
    assert clock.computed.hour == moment("03-15 08:00").hour
    swabbed = tuple(int(day) for day in np.flatnonzero(built.leg_swabs[0]))
    assert swabbed == required_days(document.legs[0], clock)


@pytest.mark.parametrize("pattern", PROTOCOL.patterns, ids=lambda pattern: pattern.id)
def test_a_pattern_is_swabbed_on_the_days_that_it_owes(pattern) -> None:  # type: ignore[no-untyped-def]
    """Each group stands each phase for its days and is swabbed on the days that the document names."""
    lowered = duty(pattern)
    length = sum(phase.days for phase in pattern.phases)
    _, swabs = served(lowered, days=length, test=0)
    start = 0
    for phase in pattern.phases:
        owed = {min(day, phase.days - 1) for day in phase.tests_on}
        assert set(np.flatnonzero(swabs[0, start : start + phase.days])) == owed
        start += phase.days


def test_the_document_is_lowered_leg_by_leg() -> None:
    """The model city's document: three legs, no general wing, the pattern of the level, each with its
    source.
    """
    lowered = policy(PROTOCOL, level="closed", cohort=8)
    assert [leg.days for leg in lowered.legs] == [
        leg.days for leg in PROTOCOL.legs if leg.role != "general_wing"
    ]
    assert lowered.duty.cycle == (("inside", 7), ("home", 7), ("standby", 7))
    assert lowered.source["duty"].endswith("abc-7-7-7")
    assert len(lowered.source) == len(lowered.legs) + 1


def test_what_cannot_be_lowered_is_named() -> None:
    """A leg without days, tests after its end, an unknown pattern, a leg that is not there."""
    with pytest.raises(CannotBeLowered, match="leg 3"):
        policy(lasting(0, ()), level="closed", cohort=8)
    with pytest.raises(CannotBeLowered, match=r"leg 3: tests on days \[9\]"):
        policy(lasting(7, (9,)), level="closed", cohort=8)
    ordered_ = policy(PROTOCOL, level="closed", cohort=8)
    with pytest.raises(CannotBeLowered, match="pattern none"):
        varied(ordered_, Change(name="x", pattern="none"), protocol=PROTOCOL)
    with pytest.raises(CannotBeLowered, match="leg 9"):
        varied(ordered_, Change(name="x", legs={9: LegChange(days=1)}), protocol=PROTOCOL)
    wing = next(leg for leg in PROTOCOL.legs if leg.role == "general_wing")
    with pytest.raises(CannotBeLowered, match="leg 4"):
        policy(
            msgspec.structs.replace(PROTOCOL, legs=(msgspec.structs.replace(wing, days=7),)),
            level="closed",
            cohort=8,
        )


def test_an_order_changes_what_it_names_and_nothing_else() -> None:
    """A shorter first leg drops the tests that lie after its end; a leg of no days is left out."""
    whole = policy(PROTOCOL, level="closed", cohort=8)
    shorter = varied(whole, Change(name="14", legs={1: LegChange(days=14)}), protocol=PROTOCOL)
    assert shorter.legs == (LegPlan(14, (1, 4, 7, 14)), *whole.legs[1:])
    assert shorter.duty == whole.duty
    left_out = varied(whole, Change(name="two", legs={3: LegChange(days=0)}, cohort=1), protocol=PROTOCOL)
    assert left_out.legs == whole.legs[:2]
    assert left_out.cohort == 1


def test_a_designed_network_is_what_it_says() -> None:
    """Cells, wings, paths and arrivals, and a leg that nobody named is served at home."""
    unsure_ = Cited(value=0.01, low=0.0, high=0.1, unit="share", cite="s")
    design = Design(
        format="lazaretto-network/1", id="n", title={"en": "n"}, sources=(Source(id="s", title="s",
            locator="s"),),
        houses=(
            HousePlan(code="A", cells=5, in_a_cell=4, cells_a_wing=2, staff=3, legs_at=("B",),
                arrivals=2, every=10),
            HousePlan(code="B", cells=0, in_a_cell=0, cells_a_wing=1, staff=2),
        ),
        infected=unsure_, pressure=unsure_, quarantine_cell=4,
    )  # fmt: skip
    made = network(design, days=30)
    assert [len(wing) for wing in made.sites[0].wings] == [2, 2, 1]
    assert made.path == {"A": ("B",), "B": ("B",)}
    assert [cohort.day for cohort in made.arrivals] == [0, 10, 20]
    assert all(len(line) == 30 for line in made.pressure.values())


def test_planned_swabs_are_people_times_days() -> None:
    """One cohort of five with two tests, four staff swabbed each day for ten days, no rounds."""
    place = Network((Site("A", ((4,),), 4),), {"A": ("A",)}, (Cohort("A", 0, 5),), {"A": (0.0,) * 10})
    plan = Policy("p", (LegPlan(7, (1, 6)),), replace(ALWAYS_OPEN, every=1))
    assert planned_swabs(build(place, plan, ancestral(), contacts(), days=10)) == 5 * 2 + 4 * 10


def test_orders_side_by_side() -> None:
    """A shorter quarantine costs fewer days and does not lower the chance of a breach; ranges hold their
    middles.
    """
    shorter = replace(as_ordered(), name="a week", legs=(LegPlan(7, (1, 6)),))
    alone = replace(as_ordered(), name="alone", cohort=1)
    asked: list[tuple[int, int]] = []

    def moved(done: int, of: int) -> bool:
        asked.append((done, of))
        return True

    found = compare(
        Setting(design(), ancestral(), contacts(), days=120, points=8, replicates=200),
        [as_ordered(), shorter, alone], progress=moved,
    )  # fmt: skip
    whole, week, single = found.answers
    assert asked == [(number, 8) for number in range(1, 9)]
    assert week.quarantine_days.high < whole.quarantine_days.low
    assert week.fewer_breaches is not None
    assert week.fewer_breaches.value < 0
    assert whole.fewer_breaches is None
    for answer in found.answers:
        for figure in (
            answer.breach,
            answer.infected,
            answer.swabs,
            *answer.by_door.values(),
            *answer.sizes.values(),
        ):
            assert figure.low <= figure.value <= figure.high
    assert single.alone_people == sum(cohort.size for cohort in network(design(), days=120).arrivals)
    assert whole.alone_people == 0
    assert single.cells > whole.cells


def test_points_lie_in_their_ranges_and_cover_them() -> None:
    """Thirty-two points of a Sobol sequence: inside, and in every half of every range sixteen."""
    ranges = unsure(ancestral(), contacts(), design())
    points = drawn(ranges, points=32, seed=1)
    low, high = np.array([one.low for one in ranges]), np.array([one.high for one in ranges])
    assert ((points >= low) & (points <= high)).all()
    middle = np.array([float(within(one, np.array(0.5))) for one in ranges])
    assert ((points < middle).sum(axis=0) == 16).all()
    assert {one.name for one in ranges} >= {"disease.reproduction", "contacts.staff_resident"}


def test_a_point_is_put_where_it_belongs() -> None:
    """A value of the disease changes the disease, one of the contacts the contacts."""
    ranges = unsure(ancestral(), contacts(), design())
    point = [one.high for one in ranges]
    disease, meets, houses = placed(ancestral(), contacts(), design(), ranges, point)
    assert disease.reproduction.value == ancestral().reproduction.high
    assert meets.staff_resident.value == contacts().staff_resident.high
    assert houses.infected.value == design().infected.high


def test_weights_find_what_matters() -> None:
    """An answer that hangs on one range alone: its index is one and the others' nearly none."""
    ranges = unsure(ancestral(), contacts(), design())
    at = [one.name for one in ranges].index("disease.reproduction")
    found = weights(lambda point: 3.0 * point[at], ranges, points=64, seed=1)
    assert found[0].name == "disease.reproduction"
    assert found[0].total == pytest.approx(1.0, abs=0.05)
    assert max(line.total for line in found[1:]) < 0.05
