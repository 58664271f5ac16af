"""The network read off the registers: what runs goes on in the twin as it does in the house (law 11), in
counts and nothing else, and what is known of a cohort is Bayes' rule.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import hypothesis.strategies as st
import msgspec
import numpy as np
import pytest
from hypothesis import given, settings

from lazaretto.facts.testing import ResultReported, Sampled
from lazaretto.obligations.force import InForce
from lazaretto.obligations.holding import required_days
from lazaretto.obligations.looping import LOOP, Phased, following, foreseen
from lazaretto.obligations.reckoning import clocks
from lazaretto.protocol.document import Pattern
from lazaretto.registers.events import FOREVER
from lazaretto.twin.building import CannotBeBuilt, build, served
from lazaretto.twin.designing import ELSEWHERE, Change, Design, LegChange, network, varied
from lazaretto.twin.disease import Cited, Disease, Source, classes
from lazaretto.twin.engine.running import run
from lazaretto.twin.entering import Arrivals, Known
from lazaretto.twin.lowering import SERVING, duty, policy
from lazaretto.twin.network import Cohort, LegPlan, Network, Policy, Running, Site, Stand
from lazaretto.twin.present import leading
from lazaretto.twin.serving import going_on
from lazaretto.twin.staging import staged, stay
from lazaretto.twin.starting import today
from tests.stating import moment
from tests.unit.obligations.legs import PROTOCOL, World, admitted, ordered, restarted, started, world
from tests.unit.twin.assumed import ALWAYS_OPEN, ancestral, only
from tests.unit.twin.legs import endless, lasting

CERTAIN = 1 - 1e-12
INSIDE = (admitted("Old", "QZ-D/G/01"), "01-03 09:00")
BEGUN = (INSIDE, (admitted(), "03-01 09:00"), (ordered(), "03-01 09:00"), (started(), "03-01 09:10"))


def _read(told: World, *, codes: tuple[str, ...] = ("QZ-D",), infected: float = CERTAIN) -> Design:
    return today(
        told.standing, **told.known, codes=codes, sources=(Source(id="s", title="s", locator="s"),),
        infected=Cited(value=infected, low=0.0, high=1.0, unit="share", cite="s"),
        pressure=Cited(value=0.0, low=0.0, high=0.1, unit="a day", cite="s"),
    )  # fmt: skip


def _built(design: Design, plan: Policy, *, days: int = 40) -> Any:
    built = build(network(design, days=days), plan, endless(), only(), days=days, per_day=24)
    return built._replace(entry_ages=np.zeros_like(built.entry_ages))


@settings(max_examples=25, deadline=None)  # the first example loads, or compiles, the engine
@given(days=st.integers(1, 20), data=st.data())
def test_a_leg_in_its_middle_ends_and_is_swabbed_as_in_the_house(days: int, data: st.DataObject) -> None:
    """Read on any day of it, under the order that it began with and under another one: its own days stand."""
    tests = tuple(sorted(data.draw(st.sets(st.integers(0, days), max_size=4))))
    again = data.draw(st.none() | st.integers(0, days - 1))
    day = data.draw(st.integers(again or 0, days - 1 + (again or 0)))
    document = lasting(days, tests)
    said = list(BEGUN)
    if again is not None:
        said.append((restarted(), f"{date(2022, 3, 1) + timedelta(days=again):%m-%d} 10:00"))
    told = world(*said, protocol=document, at=f"{date(2022, 3, 1) + timedelta(days=day):%m-%d} 12:00")
    (clock,) = clocks(told.standing, **told.known, person="Wang")
    assert clock.computed is not None
    design = msgspec.structs.replace(_read(told), coming=())
    ordered_ = policy(document, level="closed", cohort=1)
    other = varied(
        ordered_, Change(name="x", legs={1: LegChange(days=data.draw(st.integers(1, 30)))}), protocol=document
    )
    zero = moment("03-01 00:00") + timedelta(days=day)
    for plan in (ordered_, other):
        built = _built(design, plan)
        (step,) = run(built, seed=1, replicates=1).column("breach_step")
        assert zero + timedelta(hours=int(step)) == clock.computed
        (row,) = built.cohort_first
        swabbed = tuple(int(on) for on in np.flatnonzero(built.leg_swabs[row]))
        assert swabbed == required_days(document.legs[0], clock)


def test_legs_after_the_one_that_runs_are_those_of_the_order() -> None:
    """A cohort on day 5 of 21 of leg 1: its own 21 days, then what the order says of the legs after it."""
    runs = Cohort("A", -5, 4, path=("A", "A", "A"), running=Running(leg=1, days=21, tests_on=(1, 20)))
    later = Cohort("A", 3, 4, path=("A", "A", "A"), running=Running(leg=3, before=42))
    plan = Policy("p", (LegPlan(14, (1,)), LegPlan(7, (6,))), ALWAYS_OPEN, stages=(0, 2))
    found = staged(plan, [runs, later, Cohort("A", 1, 2)])
    assert [row.leg.days for row in found.rows] == [14, 7, 21, 7, 7]
    assert [row.stage for row in found.rows] == [0, 2, 0, 2, 2]
    assert (found.first, found.end) == ((2, 4, 0), (4, 5, 2))
    assert [stay(one, plan) for one in (runs, later)] == [28, 7]


@pytest.mark.parametrize("pattern", PROTOCOL.patterns, ids=lambda pattern: pattern.id)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_staff_go_on_from_where_they_stand_as_the_loop_foresees(
    pattern: Pattern, data: st.DataObject
) -> None:
    """Whoever is on some day of a phase steps on in the twin on the day on which the loop lets them."""
    phase = data.draw(st.sampled_from(pattern.phases))
    day = data.draw(st.integers(0, phase.days - 1))
    first = date(2022, 3, 1)
    person = Phased(
        person="P", batch="B", now=phase.phase, since=first - timedelta(days=day),
        start=0, fact=0, phase=phase,
        ends=first + timedelta(days=phase.days - day), following=following(pattern, phase.phase),
    )  # fmt: skip
    ahead = {first + timedelta(days=n): pattern for n in range(40)}
    counts = foreseen([person], ahead, first=first, days=40)
    stand = Stand(phase=SERVING[phase.phase], day=day, days=phase.days, people=1)
    line = going_on(duty(pattern), stand, days=40)
    assert [name for name, _ in line] == [
        next(SERVING[one] for one in LOOP if counts[n][one]) for n in range(40)
    ]
    _, swabs = served(duty(pattern), days=40, test=0, standing=[stand])
    left = {on - day for on in phase.tests_on if day <= min(on, phase.days - 1)}
    assert {int(n) for n in np.flatnonzero(swabs[0]) if n < phase.days - day} == {
        min(n, phase.days - 1 - day) for n in left
    }


def test_another_pattern_lengthens_a_phase_that_runs_and_never_shortens_it() -> None:
    """On day 2 of 7 inside: under 14-14-14 until day 14, under a pattern of 3 days until its own day 7."""
    stand = Stand(phase="inside", day=2, days=7, people=5)
    longer, shorter = (
        replace(ALWAYS_OPEN, cycle=(("inside", n), ("home", n)), tests_on=((), ()), groups=2) for n in (14, 3)
    )
    assert [name for name, _ in going_on(longer, stand, days=13)] == ["inside"] * 12 + ["home"]
    assert [name for name, _ in going_on(shorter, stand, days=9)] == ["inside"] * 5 + ["home"] * 3 + [
        "inside"
    ]


def test_the_network_is_counts_and_nothing_else() -> None:
    """No name of a person, cohort or order is in it, and it is a document: written and read again."""
    design = _read(world(*BEGUN, at="03-05 12:00"), infected=0.01)
    (one,) = design.begun
    assert (one.size, one.day, one.home, one.path) == (1, 4, "QZ-D", ("QZ-D",) * 3)
    assert one.leg == Running(leg=3, days=14, tests_on=one.leg.tests_on, before=0)
    (house,) = design.houses
    assert house.wings == ((1,),)
    data = msgspec.json.encode(design)
    assert msgspec.json.decode(data, type=Design) == design
    for name in (b"Wang", b"Old", b'"C"', b"L1"):
        assert name not in data
    built = build(
        network(design, days=30), policy(PROTOCOL, level="closed", cohort=4), ancestral(), only(), days=30
    )
    assert built.cohort_size.tolist() == [1] * 5  # who is there, and one a week, as came in the week before


def test_a_house_outside_the_scope_is_nowhere() -> None:
    """A path that goes on elsewhere leaves the network; nobody works there and nothing presses."""
    legs = tuple(
        msgspec.structs.replace(leg, facility="XX-D") if leg.layer == 4 else leg for leg in ordered().legs
    )
    design = _read(world(INSIDE, (admitted(), "03-01 09:00"), (ordered(legs=legs), "03-01 09:00"),
                         (started(), "03-01 09:10"), at="03-05 12:00"))  # fmt: skip
    assert design.begun[0].home == ELSEWHERE
    whole = network(design, days=30)
    assert whole.sites[-1] == Site(ELSEWHERE, (), 0)
    lived = run(_built(design, policy(PROTOCOL, level="closed", cohort=4)), seed=1, replicates=20)
    assert not lived.column("entered_by_arrival").any()


def test_negative_swabs_before_today_are_counted_from_the_first_day_of_quarantine() -> None:
    """Single negatives only, and none of today; a pooled one says nothing of one person."""
    swabs = []
    for n, (day, members, result) in enumerate(
        (
            ("03-02", ("Wang",), "negative"),
            ("03-04", ("Wang", "Old"), "negative"),
            ("03-05", ("Wang",), "negative"),
        )
    ):
        swabs.append((Sampled(tube=f"T{n}", members=members, purpose="leg"), f"{day} 08:00"))
        swabs.append((ResultReported(tube=f"T{n}", result=result, laboratory="L"), f"{day} 20:00"))  # type: ignore[arg-type]
    design = _read(world(*BEGUN, *swabs, at="03-05 21:00"))
    assert design.begun[0].leg.negative == (1,)


def test_arrivals_are_expected_as_they_came() -> None:
    """Three on one day and one on another, in ten days: two together, five days apart."""
    said = [INSIDE]
    for n, (who, day) in enumerate((("A", "03-01"), ("B", "03-01"), ("C", "03-01"), ("D", "03-06"))):
        said += [(admitted(who), f"{day} 09:0{n}"), (ordered(who, order=f"O{n}"), f"{day} 09:1{n}")]  # type: ignore[list-item]
        said += [(started(who), f"{day} 09:2{n}")]  # type: ignore[list-item]
    (one,) = _read(world(*said, at="03-11 12:00"), infected=0.01).coming
    assert (one.people, one.every, one.seen, one.over) == (2, 5.0, 4, 10)
    assert one.leg == Running(leg=3)


def test_people_in_quarantine_without_a_leg_are_said_to_be_left_out() -> None:
    """Whoever lies in a cell of quarantine without a leg is in no cohort, and is counted."""
    design = _read(world(INSIDE, (admitted(), "03-01 09:00"), at="03-05 12:00"))
    assert (design.begun, design.left_out) == ((), 1)


def _arrivals(disease: Disease, *, noticed: float) -> Arrivals:
    return Arrivals(classes(disease), test=disease.tests[0].id, noticed=noticed, quantiles=64)


def test_what_is_known_of_a_member_is_bayes_rule() -> None:
    """With one sensitivity at every age: (1 - s)^n of the infected would have stayed unfound."""
    flat = msgspec.structs.replace(
        ancestral(), tests=(msgspec.structs.replace(ancestral().tests[0], points={0: 0.6, 60: 0.6}),)
    )
    known = _arrivals(flat, noticed=0.0).entered(Known(9, (1, 4)))
    assert known.weight == pytest.approx(0.4**2)
    assert known.chance(0.1) == pytest.approx(0.1 * 0.16 / (0.1 * 0.16 + 0.9))
    fresh = _arrivals(flat, noticed=1.0).entered(Known())
    assert fresh.weight == 1.0
    assert known.ages == pytest.approx(fresh.ages)
    watched = _arrivals(flat, noticed=1.0).entered(Known(40))
    assert watched.weight == pytest.approx(flat.asymptomatic.value)  # only who shows nothing is left


def test_beginning_in_the_middle_is_the_whole_life_given_what_is_known() -> None:
    """Of a cohort lived from its arrival, those that no swab found break through as often as one that is
    begun on day 9 with these swabs negative (|z| ≤ 4).
    """
    plan = Policy("p", (LegPlan(12, (1, 4, 7)),), ALWAYS_OPEN)
    prior, count = 0.5, 20_000

    def breaches(cohort: Cohort) -> Any:
        place = Network((Site("A", ((4,) * 4,), 0),), {"A": ("A",)}, (cohort,), {"A": (0.0,) * 40})
        return run(build(place, plan, ancestral(), only(), days=40), seed=3, replicates=count)

    whole = breaches(Cohort("A", 0, 1, prior))
    unfound = whole.column("found") == 0
    assert 0.5 < unfound.mean() < 0.9
    seen = whole.column("breach_step")[unfound] >= 0
    runs = Running(leg=1, days=12, tests_on=(1, 4, 7), negative=(1, 4, 7))
    begun = breaches(Cohort("A", -9, 1, prior, running=runs)).column("breach_step") >= 0
    spread = np.sqrt(seen.mean() * (1 - seen.mean()) * (1 / len(seen) + 1 / count))
    assert abs(begun.mean() - seen.mean()) <= 4 * spread
    unknown = Cohort("A", -9, 1, prior, running=msgspec.structs.replace(runs, negative=()))
    assert begun.mean() < (breaches(unknown).column("breach_step") >= 0).mean()


def test_those_who_stand_in_a_phase_are_the_staff() -> None:
    """A house whose stands do not add up to its staff is refused by name."""
    stands = (Stand(phase="inside", day=0, days=7, people=2),)
    place = Network((Site("A", ((4,),), 3, stands=stands),), {"A": ()}, (), {"A": (0.0,) * 9})
    with pytest.raises(CannotBeBuilt, match="A: those who stand"):
        build(place, Policy("p", (), ALWAYS_OPEN), ancestral(), only(), days=9)


def test_the_document_that_says_most_of_quarantine_leads_whatever_came_into_force_after_it() -> None:
    floor = msgspec.structs.replace(PROTOCOL, id="community", legs=PROTOCOL.legs[1:])
    houses, community = (
        InForce(document, since=since, until=FOREVER, fact=0)
        for document, since in ((PROTOCOL, 10), (floor, 20))
    )
    for forces in ([houses, community], [community, houses]):
        found = leading(forces, at=30)
        assert found is not None
        assert found.id == PROTOCOL.id
    assert leading([houses, community], at=5) is None
