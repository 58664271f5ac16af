"""Laws of a leg's clock and of the gate before it, over stories of one leg told in any order."""

from datetime import time, timedelta
from typing import Any
from uuid import UUID

import hypothesis.strategies as st
import msgspec
from hypothesis import given

from lazaretto.facts.fact import Fact
from lazaretto.facts.hygiene import Reading, SymptomsReported, TemperaturesTaken
from lazaretto.facts.periods import counted_day, seconds
from lazaretto.facts.quarantine import Cleared, CohortClosed, Served, Visited
from lazaretto.facts.record import Retracted
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.clearing import clearance
from lazaretto.obligations.force import in_force
from lazaretto.obligations.leaving import leaving
from lazaretto.obligations.reckoning import LegClock, clocks
from lazaretto.obligations.requesting import refusal
from lazaretto.protocol.document import Protocol
from tests.stating import ZONE, fact, moment, record_of
from tests.unit.obligations.legs import PROTOCOL, Said, World, admitted, ordered, restarted, started, world
from tests.unit.obligations.test_clearing import finally_tested, kept, reading, swab

START = moment("03-01 09:10")
BEGUN: list[Said] = [(admitted(), "03-01 09:00"), (ordered(), "03-01 09:00"), (started(), "03-01 09:10")]
hours = st.integers(min_value=16, max_value=24 * 20)  # from the next day on: who comes then is a stranger
rules = st.sampled_from(["arrival", "cohort_closed", "last_exposure"])


def at(hour: int) -> str:
    """So many hours after the leg began, by the clock of the house."""
    return (START + timedelta(hours=hour + 8)).strftime("%Y-%m-%d %H:%M")


def counting_from(rule: str, *, days: int = 14, version: str = "1") -> Protocol:
    legs = tuple(msgspec.structs.replace(leg, clock=rule, days=days) for leg in PROTOCOL.legs)
    return msgspec.structs.replace(PROTOCOL, legs=legs, version=version)


def story(strangers: list[int], restarts: list[int], closings: list[int]) -> list[Said]:
    said: list[Said] = list(BEGUN)
    said += [(admitted(f"S{n}"), at(hour)) for n, hour in enumerate(strangers)]
    said += [(restarted(), at(hour)) for hour in restarts]
    return said + [(CohortClosed(cohort="C", cell="QZ-D/T/01"), at(hour)) for hour in closings]


def clock_of(told: World) -> LegClock:
    (clock,) = clocks(told.standing, **told.known, person="Wang")
    return clock


few = st.lists(hours, max_size=3, unique=True)


@given(strangers=few, restarts=few, closings=few, rule=rules)
def test_a_leg_ends_so_many_days_after_the_latest_of_what_starts_it(
    strangers: list[int], restarts: list[int], closings: list[int], rule: str
) -> None:
    told = world(*story(strangers, restarts, closings), protocol=counting_from(rule))
    clock = clock_of(told)
    last = max([0, *strangers, *restarts, *(closings if rule == "cohort_closed" else [])])
    zero = START + timedelta(hours=last)
    assert clock.zero == zero
    assert clock.computed == counted_day(zero, days=14, hour=time(8), zone=ZONE)
    assert clock.began == START
    assert clock.stated == START + timedelta(hours=max([0, *restarts]))
    assert clock.restart_owed == (clock.zero_rule == "last_exposure" and clock.stated < zero)


@given(strangers=few.filter(bool), restarts=few, which=st.integers(0, 2))
def test_what_is_withdrawn_moves_the_end_back_as_if_it_had_never_been_said(
    strangers: list[int], restarts: list[int], which: int
) -> None:
    which %= len(strangers)
    whole = story(strangers, restarts, [])
    withdrawn = (Retracted(fact=UUID(int=100 + len(BEGUN) + which), reason="wrong cell"), at(24 * 21))
    without = story([h for n, h in enumerate(strangers) if n != which], restarts, [])
    mended, never = clock_of(world(*whole, withdrawn)), clock_of(world(*without))
    assert (mended.zero, mended.computed, mended.zero_rule) == (never.zero, never.computed, never.zero_rule)


@given(
    strangers=few, restarts=few, later=st.integers(1, 24 * 20), days=st.integers(1, 30), rule=rules,
)  # fmt: skip
def test_a_later_version_changes_no_running_leg(
    strangers: list[int], restarts: list[int], later: int, days: int, rule: str
) -> None:
    said = story(strangers, restarts, [])
    new = [(counting_from(rule, days=days, version="2"), at(later))]
    before, after = clock_of(world(*said)), clock_of(world(*said, later=new))
    assert (after.computed, after.days, after.version) == (before.computed, before.days, "1")


@st.composite
def lives(draw: st.DrawFn) -> list[Said]:
    """A leg with some of what its end needs, and some of what stands against it."""
    said: list[Said] = list(BEGUN)
    optional: list[list[Said]] = [
        [(Served(order="O", person="Wang", served_by="L1"), "03-01 10:00")],
        swab(1), swab(7), swab(13), swab(7, "positive", hour=11), swab(13, None), swab(14, hour=0),
        [reading("03-14 08:00")], [reading("03-14 09:00", 384)], [reading("03-10 09:00", 384)],
        [(Visited(persons=("Wang",), by="M1"), "03-14 09:00")],
        [(SymptomsReported(person="Wang", symptoms=("cough",)), "03-13 09:00")],
        [(admitted("Li"), "03-05 09:00")], [(restarted(), "03-05 10:00")],
        [kept()],
    ]  # fmt: skip
    for part in optional:
        if draw(st.booleans()):
            said += part
    return said


LATE = "03-15 12:00"


def told_at(said: list[Said], when: str = LATE) -> World:
    return world(*said, at=when, protocol=finally_tested(1))


@given(said=lives(), when=st.sampled_from(["03-14 12:00", LATE, "03-20 12:00"]))
def test_a_signature_is_refused_exactly_with_what_is_open(said: list[Said], when: str) -> None:
    told = told_at(said, when)
    stands = clearance(told.standing, **told.known, person="Wang")
    assert stands is not None
    request = fact(Cleared(order="O", person="Wang", layer=3, signed_by="L2"), when, number=99)
    found = refusal(Asking(request, told.standing, told.facts, told.forces, {}))
    names = ", ".join(held.name for held in stands.conditions if held.state != "met")
    assert found == (("conditions_open", {"person": "Wang", "open": names}) if names else None)
    assert (stands.status in ("due", "overdue")) == (not names)
    assert (stands.status == "counting") == (stands.conditions[0].state != "met")


@given(said=lives(), silence=st.sampled_from([TemperaturesTaken, Visited]))
def test_taking_a_measurement_away_never_clears(said: list[Said], silence: Any) -> None:
    """An unknown is never better than a finding: with less known, no more is met but what was not seen."""
    whole = told_at(said)
    less = told_at([(body, when) for body, when in said if not isinstance(body, silence)])
    name = "no_fever" if silence is TemperaturesTaken else "no_symptoms"

    def state(told: World) -> str:
        stands = clearance(told.standing, **told.known, person="Wang")
        assert stands is not None
        return next(held.state for held in stands.conditions if held.name == name)

    assert not (state(whole) != "met" and state(less) == "met")
    assert state(less) in ("unknown", "not_met")


@given(said=lives(), hot=st.booleans())
def test_a_lawful_release_is_never_held(said: list[Said], hot: bool) -> None:
    fever: list[Said] = [
        (TemperaturesTaken(readings=(Reading(person="Wang", celsius_tenths=391),)), "03-15 11:00")
    ]
    told = told_at(said + (fever if hot else []))
    found = leaving(told.standing, **told.known, person="Wang", purpose="release", lawful=True)
    assert found.verdict in ("leave", "hand_over")
    assert found.verdict == "hand_over"  # nobody has acknowledged, and the leg is not signed
    other = leaving(told.standing, **told.known, person="Wang", purpose="transfer")
    assert other.verdict == "hold"


@given(said=lives(), order=st.randoms(use_true_random=False))
def test_the_order_in_which_facts_arrive_changes_nothing(said: list[Said], order: Any) -> None:
    told = told_at(said)
    facts: list[Fact] = list(told.facts)
    order.shuffle(facts)
    record = record_of(facts)
    standing = record.standing(at=seconds(moment(LATE)))
    document = finally_tested(1)
    forces = in_force(standing, shelf={(document.id, document.version): document})
    one = clearance(told.standing, **told.known, person="Wang")
    other = clearance(standing, forces=forces, facts=record.facts, person="Wang")
    assert one is not None
    assert other is not None
    assert [(h.name, h.state, h.values) for h in one.conditions] == [
        (h.name, h.state, h.values) for h in other.conditions
    ]
    assert (one.status, one.clock.ends) == (other.status, other.clock.ends)
