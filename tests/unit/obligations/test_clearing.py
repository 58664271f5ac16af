"""The release gate: every condition alone, met, not met and unknown; and how a leg stands before it."""

from datetime import date
from typing import Any

import msgspec
import pytest

from lazaretto.facts.custody import Admitted, PlaceRequested
from lazaretto.facts.hygiene import Reading, SymptomsReported, TemperaturesTaken
from lazaretto.facts.quarantine import Cleared, LegEnded, PlannedLeg, Served, Visited
from lazaretto.facts.testing import ResultReported, Sampled
from lazaretto.obligations.clearing import GATE, Clearance, clearance, clearances
from lazaretto.obligations.holding import FINAL_TESTS, Held
from lazaretto.protocol.document import Parameter, Protocol
from tests.unit.obligations.legs import (
    PROTOCOL,
    Said,
    World,
    admitted,
    end_ordered,
    ordered,
    restarted,
    started,
    world,
)

SERVED = Served(order="O", person="Wang", served_by="L1")
ARRIVED: list[Said] = [
    (admitted(), "03-01 09:00"), (ordered(), "03-01 09:00"), (started(), "03-01 09:10"),
    (SERVED, "03-01 10:00"),
]  # fmt: skip


def kept(cell: str = "QZ-D/G/01") -> Said:
    return PlaceRequested(person="Wang", cell=cell, reason="next"), "03-14 10:00"


def finally_tested(times: int) -> Protocol:
    """The document of the house with so many single samples on the last day."""
    others = tuple(p for p in PROTOCOL.parameters if p.id != FINAL_TESTS)
    final = Parameter(
        id=FINAL_TESTS, label=PROTOCOL.title, value=str(times), unit="times", effective=date(2022, 3, 1),
        cite=("interpretation",),
    )  # fmt: skip
    return msgspec.structs.replace(PROTOCOL, parameters=(*others, final))


def reported(tube: str, found: Any) -> ResultReported:
    return ResultReported(tube=tube, result=found, laboratory="CDC")


def swab(day: int, found: str | None = "negative", *, hour: int = 9) -> list[Said]:
    """A single sample on a day of the leg, and its result ten hours later."""
    tube, when = f"T{day}-{hour}", f"03-{1 + day:02}"
    said: list[Said] = [(Sampled(tube=tube, members=("Wang",), purpose="leg"), f"{when} {hour:02}:00")]
    if found is not None:
        said.append((reported(tube, found), f"{when} {hour + 10}:00"))
    return said


def reading(at: str, tenths: int = 365) -> Said:
    return TemperaturesTaken(readings=(Reading(person="Wang", celsius_tenths=tenths),)), at


def visit(at: str = "03-14 09:00") -> Said:
    return Visited(persons=("Wang",), by="M1"), at


TESTED = [*swab(1), *swab(7), *swab(13)]
WELL = [reading("03-14 08:00"), visit()]


def gate(
    *more: Said, at: str = "03-15 10:00", first: list[Said] = ARRIVED, protocol: Protocol | None = None
) -> Clearance:
    told = world(*first, *more, at=at, protocol=protocol or finally_tested(1))
    found = clearance(told.standing, **told.known, person="Wang")
    assert found is not None
    return found


def held(
    name: str,
    *more: Said,
    at: str = "03-15 10:00",
    first: list[Said] = ARRIVED,
    protocol: Protocol | None = None,
) -> Held:
    found = {h.name: h for h in gate(*more, at=at, first=first, protocol=protocol).conditions}
    return found[name]


def test_each_condition_is_told_under_its_own_name() -> None:
    assert [h.name for h in gate().conditions] == [condition.__name__ for condition in GATE]


def test_a_leg_with_everything_met_is_due_then_overdue_and_signed_it_is_ready() -> None:
    full = (*TESTED, *WELL, kept())
    assert gate(*full).open == ()
    assert gate(*full).status == "due"
    still_well = reading("03-16 08:00"), visit("03-16 09:00")
    assert gate(*full, *still_well, at="03-16 23:59").status == "due"
    assert gate(*full, *still_well, at="03-17 10:00").status == "overdue"
    signed = (Cleared(order="O", person="Wang", layer=3, signed_by="L2"), "03-15 09:00")
    ready = gate(*full, signed)
    assert (ready.status, ready.signed_by is not None) == ("ready", True)


def test_days_full() -> None:
    assert (held("days_full", at="03-15 07:59").state, held("days_full").state) == ("not_met", "met")
    assert gate(at="03-15 07:59").status == "counting"
    short = held("days_full", (end_ordered("03-12"), "03-10 09:00"), at="03-12 09:00")
    assert short.state == "met"
    assert len(short.facts) == 2
    assert held("days_full", (end_ordered("03-20"), "03-10 09:00")).state == "not_met"


def test_tests_negative() -> None:
    assert held("tests_negative", *TESTED).state == "met"
    assert len(held("tests_negative", *TESTED).facts) == 6
    awaited = held("tests_negative", *swab(1), *swab(7), *swab(13, None))
    assert (awaited.state, awaited.values) == ("unknown", {"owed": "3", "done": "2", "awaited": "13"})
    missed = held("tests_negative", *swab(1), *swab(13))
    assert (missed.state, missed.values) == ("not_met", {"owed": "3", "done": "2", "missed": "7"})


@pytest.mark.parametrize(
    ("days", "state"),
    [
        ((1, 9, 13), "met"),  # before the next required day
        ((2, 13, 14), "met"),  # the seventh made good on a day of its own
        ((1, 2, 7), "unknown"),  # nothing yet for the thirteenth: its time is not over
        ((1, 2, 13), "not_met"),  # an earlier one more makes nothing good
    ],
)  # fmt: skip
def test_a_test_counts_on_its_day_or_before_the_next(days: tuple[int, ...], state: str) -> None:
    said = [said for day in days for said in swab(day)]
    assert held("tests_negative", *said, at="03-15 20:00").state == state


def test_two_swabs_of_one_day_make_good_nothing() -> None:
    assert held("tests_negative", *swab(1), *swab(13), *swab(13, hour=11)).state == "not_met"


def test_a_positive_is_open_until_a_later_negative_and_a_pool_says_nothing() -> None:
    positive = [*swab(1), *swab(7), *swab(13), *swab(14, "positive", hour=7)]
    assert held("tests_negative", *positive, at="03-15 17:30").values["positive"] == "1"
    assert held("tests_negative", *positive, *swab(14, hour=8), at="03-15 19:00").state == "met"
    pool = (Sampled(tube="P", members=("Wang", "Li"), purpose="round"), "03-14 09:00")
    result = (reported("P", "negative"), "03-14 12:00")
    assert held("tests_negative", *swab(1), *swab(7), pool, result).state == "unknown"


def test_the_last_test_is_double_where_the_document_says_so() -> None:
    twice = finally_tested(2)
    assert held("tests_negative", *TESTED, protocol=twice).state == "unknown"
    assert held("tests_negative", *TESTED, *swab(13, hour=11), protocol=twice).state == "met"


def test_tests_after_a_cut_are_not_required() -> None:
    cut = (end_ordered("03-12"), "03-10 09:00")
    assert held("tests_negative", *swab(1), *swab(7), cut, at="03-12 09:00").state == "met"


def test_no_fever() -> None:
    assert held("no_fever").state == "unknown"
    assert held("no_fever", reading("03-12 08:00", 390)).state == "unknown"  # too long past to say anything
    hot = held("no_fever", reading("03-13 08:00", 379), reading("03-14 08:00"))
    assert (hot.state, hot.values) == ("not_met", {"hours": "72", "limit": "37.3", "highest": "37.9"})
    assert held("no_fever", reading("03-14 08:00")).state == "met"


def test_no_symptoms() -> None:
    assert held("no_symptoms").state == "unknown"
    assert held("no_symptoms", visit()).state == "met"
    cough = (SymptomsReported(person="Wang", symptoms=("cough",)), "03-14 11:00")
    assert held("no_symptoms", visit(), cough).state == "not_met"


def test_cohort_clean() -> None:
    assert held("cohort_clean").state == "met"
    stranger = (Admitted(person="Li", cell="QZ-D/T/01", sex="male"), "03-05 09:00")
    assert held("cohort_clean", stranger).state == "not_met"


def test_cohort_clean_is_not_met_beside_somebody_last_found_positive() -> None:
    """However often the clock was restarted for it: the exposure goes on."""
    came = (Admitted(person="Li", cell="QZ-D/T/01", sex="male"), "03-01 09:00")
    swabbed = (Sampled(tube="Li", members=("Li",), purpose="leg"), "03-05 09:00")
    story = [came, swabbed, (reported("Li", "positive"), "03-05 19:00"), (restarted(), "03-06 09:00")]
    beside = held("cohort_clean", *story)
    assert (beside.state, beside.values["since"]) == ("not_met", "2022-03-05T11:00:00+00:00")
    again = (Sampled(tube="Li2", members=("Li",), purpose="leg"), "03-08 09:00")
    assert held("cohort_clean", *story, again, (reported("Li2", "grey"), "03-08 19:00")).state == "not_met"
    assert held("cohort_clean", *story, again, (reported("Li2", "negative"), "03-08 19:00")).state == "met"


def test_next_place_reserved() -> None:
    assert held("next_place_reserved").values == {"wanted": "QZ-D"}
    assert held("next_place_reserved", kept()).state == "met"
    assert held("next_place_reserved", kept("QZ-D/T/02")).state == "not_met"  # no general wing
    assert held("next_place_reserved", kept("QZ-L/G/01")).state == "not_met"  # elsewhere
    legs = (
        PlannedLeg(layer=3, facility="QZ-D", days=14),
        PlannedLeg(layer=4, facility="QZ-D", days=0, outside="prison"),
    )
    outside = [ARRIVED[0], (ordered(legs=legs), "03-01 09:00"), *ARRIVED[2:]]
    assert held("next_place_reserved", first=outside).state == "met"
    assert held("next_place_reserved", first=[ARRIVED[0], *ARRIVED[2:]]).state == "unknown"


def test_order_live() -> None:
    assert held("order_live").state == "met"
    assert held("order_live", first=ARRIVED[:3]).values == {"order": "O", "lacking": "service"}
    assert held("order_live", first=[ARRIVED[0], *ARRIVED[2:]]).values == {"lacking": "order"}
    legs = (PlannedLeg(layer=2, facility="QZ-D", days=14),)
    other = [ARRIVED[0], (ordered(legs=legs), "03-01 09:00"), *ARRIVED[2:]]
    assert held("order_live", first=other).values["lacking"] == "layer"


def test_review_done() -> None:
    assert held("review_done").state == "met"
    assert held("review_done", at="03-31 09:00").state == "not_met"
    assert held("review_done", first=[ARRIVED[0], *ARRIVED[2:]]).state == "unknown"


def test_a_full_leg_with_an_open_condition_is_blocked_and_says_which() -> None:
    blocked = gate(*TESTED, kept())
    assert (blocked.status, [h.name for h in blocked.open]) == ("blocked", ["no_fever", "no_symptoms"])


def test_only_layers_apart_stand_before_the_gate() -> None:
    told = world((admitted(), "03-01 09:00"), (started(layer=4), "03-01 09:10"))
    assert clearance(told.standing, **told.known, person="Wang") is None
    both = world(*ARRIVED, (admitted("Li"), "03-01 09:00"), (started("Li"), "03-01 09:10"), at="03-05 00:00")
    found = clearances(both.standing, **both.known, facility="QZ-D")
    assert [c.clock.person for c in found] == ["Wang", "Li"]


def test_a_signature_before_a_restart_or_of_another_leg_signs_nothing() -> None:
    signed = (Cleared(order="O", person="Wang", layer=3, signed_by="L2"), "03-01 09:05")
    told: World = world(*ARRIVED, signed)
    found = clearance(told.standing, **told.known, person="Wang")
    assert found is not None
    assert found.signed_by is None
    over = world(
        *ARRIVED,
        (LegEnded(order="O", person="Wang", layer=3, outcome="completed", signed_by="L"), "03-15 08:00"),
    )
    assert clearance(over.standing, **over.known, person="Wang") is None
