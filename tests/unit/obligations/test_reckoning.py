"""From when a leg counts, how long, and when it ends: as computed, as stated, as ordered."""

from datetime import date
from uuid import UUID

import msgspec

from lazaretto.facts.custody import Admitted
from lazaretto.facts.quarantine import (
    ClockRestarted,
    CohortClosed,
    EndOrdered,
    LegEnded,
    LegStarted,
    Reviewed,
)
from lazaretto.facts.record import Retracted
from lazaretto.obligations.reckoning import LegClock, clocks, reckon
from lazaretto.protocol.document import Protocol
from tests.stating import moment
from tests.unit.obligations.legs import (
    PROTOCOL,
    World,
    admitted,
    end_ordered,
    ordered,
    restarted,
    started,
    world,
)

ARRIVED = ((admitted(), "03-01 09:00"), (ordered(), "03-01 09:00"), (started(), "03-01 09:10"))
MIXED = ((admitted("Li"), "03-05 22:00"), (started("Li"), "03-05 22:10"))


def wang(told: World) -> LegClock:
    (clock,) = clocks(told.standing, **told.known, person="Wang")
    return clock


def counting_from(rule: str, protocol: Protocol = PROTOCOL) -> Protocol:
    legs = tuple(msgspec.structs.replace(leg, clock=rule) for leg in protocol.legs)
    return msgspec.structs.replace(protocol, legs=legs)


def lasting(days: int, version: str) -> Protocol:
    legs = tuple(msgspec.structs.replace(leg, days=days) for leg in PROTOCOL.legs)
    return msgspec.structs.replace(PROTOCOL, legs=legs, version=version)


def test_a_leg_counts_from_its_arrival() -> None:
    told = world(*ARRIVED, at="03-10 12:00")
    clock = wang(told)
    assert (clock.zero, clock.zero_rule, clock.zero_by) == (
        moment("03-01 09:10"), "arrival", told.number(LegStarted),
    )  # fmt: skip
    assert (clock.days, clock.planned, clock.ends) == (14, 14, moment("03-15 08:00"))
    assert (clock.order, clock.cohort, clock.document, clock.version) == ("O", "C", PROTOCOL.id, "1")
    assert clock.day(moment("03-10 12:00")) == 9
    assert not clock.restart_owed


def test_an_exposure_moves_day_zero_before_anybody_says_so() -> None:
    told = world(*ARRIVED, *MIXED, at="03-10 12:00")
    clock = wang(told)
    assert (clock.zero, clock.zero_rule) == (moment("03-05 22:00"), "last_exposure")
    assert clock.zero_by == told.number(Admitted)
    assert (clock.stated, clock.stated_by) == (moment("03-01 09:10"), told.number(LegStarted, 0))
    assert clock.computed == moment("03-19 08:00")
    assert clock.restart_owed


def test_a_correction_of_the_exposure_moves_it_back() -> None:
    mended = (Retracted(fact=UUID(int=103), reason="wrong cell"), "03-06 08:00")
    told = world(*ARRIVED, *MIXED, mended, at="03-10 12:00")
    assert wang(told).computed == moment("03-15 08:00")


def test_a_stated_restart_counts_and_the_leg_began_before_it() -> None:
    told = world(*ARRIVED, *MIXED, (restarted(), "03-06 10:00"), at="03-10 12:00")
    clock = wang(told)
    assert (clock.zero_rule, clock.zero_by) == ("restarted", told.number(ClockRestarted))
    assert (clock.began, clock.began_by) == (moment("03-01 09:10"), told.number(LegStarted, 0))
    assert clock.computed == moment("03-20 08:00")
    assert not clock.restart_owed


def test_a_restart_stated_for_the_instant_of_the_exposure_names_the_exposure() -> None:
    clock = wang(world(*ARRIVED, *MIXED, (restarted(), "03-05 22:00"), at="03-10 12:00"))
    assert (clock.zero, clock.zero_rule, clock.restart_owed) == (
        moment("03-05 22:00"), "last_exposure", False,
    )  # fmt: skip


def test_the_closing_of_the_cohort_counts_only_where_the_document_says_so() -> None:
    closed = (CohortClosed(cohort="C", cell="QZ-D/T/01"), "03-02 06:00")
    assert wang(world(*ARRIVED, closed)).computed == moment("03-15 08:00")
    told = world(*ARRIVED, closed, protocol=counting_from("cohort_closed"))
    clock = wang(told)
    assert (clock.zero_rule, clock.zero_by) == ("cohort_closed", told.number(CohortClosed))
    assert clock.computed == moment("03-16 08:00")


def test_the_version_at_the_beginning_decides_even_after_a_restart() -> None:
    later = [(lasting(7, "2"), "03-03 00:00")]
    clock = wang(world(*ARRIVED, (restarted(), "03-06 10:00"), later=later))
    assert (clock.version, clock.days, clock.computed) == ("1", 14, moment("03-20 08:00"))


def test_another_end_ordered_stands_beside_the_computed_one() -> None:
    told = world(*ARRIVED, (end_ordered("03-12"), "03-10 09:00"))
    clock = wang(told)
    assert (clock.computed, clock.ordered) == (moment("03-15 08:00"), moment("03-12 08:00"))
    assert (clock.ends, clock.ordered_by, clock.cut_short) == (clock.ordered, told.number(EndOrdered), True)
    longer = wang(world(*ARRIVED, (end_ordered("03-20"), "03-10 09:00")))
    assert (longer.ends, longer.cut_short) == (moment("03-20 08:00"), False)


def test_an_earlier_end_lapses_with_an_exposure_after_it_and_a_later_one_stays() -> None:
    short = wang(world(*ARRIVED, (end_ordered("03-12"), "03-04 09:00"), *MIXED))
    assert (short.ordered, short.ends) == (None, moment("03-19 08:00"))
    long = wang(world(*ARRIVED, (end_ordered("03-28"), "03-04 09:00"), *MIXED))
    assert long.ends == moment("03-28 08:00")


def test_without_a_document_the_order_says_how_long() -> None:
    clock = wang(world(*ARRIVED, ruled=False))
    assert (clock.document, clock.days, clock.computed) == (None, 14, moment("03-15 00:00"))


def test_a_layer_without_days_has_no_end() -> None:
    clock = wang(world(*ARRIVED[:2], (started(layer=4), "03-01 10:00")))
    assert (clock.days, clock.ends) == (None, None)


def test_the_next_review_is_the_last_one_set() -> None:
    assert wang(world(*ARRIVED)).review_on == date(2022, 3, 30)
    review = Reviewed(order="O", person="Wang", reviewed_by="L2", next_on=date(2022, 4, 6))
    assert wang(world(*ARRIVED, (review, "03-29 09:00"))).review_on == date(2022, 4, 6)


def test_only_running_legs_have_clocks_and_a_house_has_its_own() -> None:
    end = LegEnded(order="O", person="Wang", layer=3, outcome="completed", signed_by="L1")
    over = world(*ARRIVED, (end, "03-15 08:00"), at="03-16 00:00")
    assert clocks(over.standing, **over.known) == ()
    told = world(*ARRIVED, *MIXED, at="03-10 12:00")
    assert [c.person for c in clocks(told.standing, **told.known, facility="QZ-D")] == ["Wang", "Li"]
    assert clocks(told.standing, **told.known, facility="QZ-L") == ()


def test_a_leg_that_is_over_stands_as_it_ended() -> None:
    end = LegEnded(order="O", person="Wang", layer=3, outcome="completed", signed_by="L1")
    told = world(*ARRIVED, (end, "03-15 08:00"), (end_ordered("03-20"), "03-16 08:00"))
    legs = told.standing.legs
    (clock,) = reckon(legs.where(legs.value == 3), standing=told.standing, **told.known)
    assert clock.ends == moment("03-15 08:00")
