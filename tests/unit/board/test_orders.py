"""An order told: its path leg by leg, whether its places are there, and what was stated along it."""

from datetime import date
from typing import Any

from lazaretto.board.order_page import OrderPage
from lazaretto.board.orders import tell_order
from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.custody import PlaceRequested, Received, Released, TransferredOut
from lazaretto.facts.quarantine import LegEnded, PlannedLeg, Reviewed, Served
from tests.stating import moment
from tests.unit.obligations.legs import Said, admitted, end_ordered, ordered, restarted, started, world

PATH = (
    PlannedLeg(layer=1, facility="QZ-L", days=21), PlannedLeg(layer=2, facility="QS-D", days=21),
    PlannedLeg(layer=3, facility="QZ-D", days=14), PlannedLeg(layer=4, facility="QZ-D", days=0),
)  # fmt: skip
MADE: list[Said] = [(admitted(), "03-01 09:00"), (ordered(legs=PATH), "03-01 09:00")]
BEGUN: list[Said] = [*MADE, (started(layer=1), "03-01 10:00")]


def told(*said: Said, at: str = "03-10 12:00", order: str = "O", person: str = "Wang") -> OrderPage | None:
    known = world(*said, at=at)
    return tell_order(known.standing, **known.known, order=order, person=person)


def page(*said: Said, **how: Any) -> OrderPage:
    found = told(*said, **how)
    assert found is not None
    return found


def test_an_order_says_who_made_it_why_and_when_it_is_looked_at_again() -> None:
    order = page(*BEGUN, (Served(order="O", person="Wang", served_by="L1"), "03-01 11:00"))
    assert (order.basis, order.ordered_by, order.cause.en) == ("law", "L1", "arrival")
    assert (order.ordered, order.served) == (moment("03-01 09:00"), moment("03-01 11:00"))
    assert (order.review_on, order.review_overdue, order.live) == (date(2022, 3, 30), False, True)
    assert page(*BEGUN, at="03-31 12:00").review_overdue
    review = (Reviewed(order="O", person="Wang", reviewed_by="L2", next_on=date(2022, 4, 9)), "03-29 09:00")
    assert page(*BEGUN, review, at="03-31 12:00").review_on == date(2022, 4, 9)


def test_the_path_runs_and_lies_ahead() -> None:
    path = page(*BEGUN).path
    assert [(leg.layer, leg.stage, leg.first, leg.last) for leg in path] == [
        (1, "running", date(2022, 3, 10), date(2022, 3, 22)),
        (2, "ahead", date(2022, 3, 22), date(2022, 4, 12)),
        (3, "ahead", date(2022, 4, 12), date(2022, 4, 26)),
        (4, "ahead", None, None),
    ]
    assert path[0].clock is not None
    assert (path[0].began, path[0].clock.ends) == (moment("03-01 10:00"), moment("03-22 08:00"))
    assert path[0].tests_on == (1, 4, 7, 14, 20)
    assert path[0].why is not None
    assert path[1].tests_on == (1, 7, 14, 20)


def test_a_leg_that_ended_says_how_and_one_that_was_passed_over_is_dropped() -> None:
    end = LegEnded(order="O", person="Wang", layer=1, outcome="completed", signed_by="L")
    path = page(*BEGUN, (end, "03-22 08:00"), (started(layer=3), "03-22 12:00"), at="03-23 12:00").path
    assert [(leg.stage, leg.outcome) for leg in path] == [
        ("ended", "completed"), ("dropped", None), ("running", None), ("ahead", None),
    ]  # fmt: skip
    assert path[0].ended == moment("03-22 08:00")


def test_the_rest_of_a_path_is_dropped_when_the_person_is_released() -> None:
    order = page(*BEGUN, (Released(person="Wang", basis="law"), "03-09 09:00"))
    assert [leg.stage for leg in order.path] == ["ended", "dropped", "dropped", "dropped"]
    assert not order.live


def test_what_differs_from_the_computation_is_told_with_the_leg() -> None:
    (difference,) = page(*BEGUN, (end_ordered("03-28", layer=1), "03-09 09:00")).path[0].differences
    assert difference.en.startswith("Ordered to end on 28 March 2022 (computed: 22 March 2022)")


def test_a_leg_says_whether_its_place_is_there() -> None:
    rooms = [(PlaceEstablished(established="QS-D/A/01", use="general", capacity=1), "01-02 00:00")]
    others = [(ordered("Li", legs=PATH), "03-02 09:00"), (started("Li", layer=1), "03-02 10:00")]
    alone, both = page(*rooms, *BEGUN).path[1].fit, page(*rooms, *BEGUN, *others).path[1].fit
    assert alone is not None
    assert both is not None
    assert (alone.places, alone.claimed, alone.fits) == (1, 1, True)
    assert (both.claimed, both.fits, both.worst) == (2, False, date(2022, 3, 23))
    unknown = page(*BEGUN).path[1].fit
    assert unknown is not None
    assert unknown.fits is None


def test_the_gate_of_the_running_leg_and_the_place_kept() -> None:
    kept = (PlaceRequested(person="Wang", cell="QZ-D/T/02", reason="next"), "03-09 09:00")
    order = page(*BEGUN, kept)
    assert order.gate is not None
    assert (order.gate.status, order.kept) == ("counting", "QZ-D/T/02")
    assert page(*MADE).gate is None


def test_the_steps_are_those_of_this_order_and_of_the_way_in_order_of_time() -> None:
    sent = TransferredOut(person="Wang", to="QS-D", escort=("S1",), status_document=True)
    order = page(
        *BEGUN, (restarted(layer=1), "03-05 09:00"),
        (Served(order="another", person="Wang", served_by="L1"), "03-06 09:00"),
        (Received(person="Wang", party="facility", received_by="S9"), "03-09 12:00"), (sent, "03-09 09:00"),
        (Served(order="O", person="Li", served_by="L1"), "03-06 10:00"),
    )  # fmt: skip
    assert [step.kind for step in order.steps] == [
        "quarantine.leg_started", "quarantine.clock_restarted", "custody.transferred_out", "custody.received",
    ]  # fmt: skip
    assert all(step.say.en for step in order.steps)


def test_an_order_that_nobody_made_for_this_person_is_none() -> None:
    assert told(*BEGUN, order="P") is None
    assert told(*BEGUN, person="Li") is None


def test_a_later_order_takes_the_claims_of_the_earlier_one() -> None:
    later = ordered(order="P", legs=PATH[2:])
    order = page(*MADE, (later, "03-05 09:00"))
    assert [(leg.first, leg.stage) for leg in order.path] == [(None, "dropped")] * 4
    assert not order.live
    assert [leg.first for leg in page(*MADE, (later, "03-05 09:00"), order="P").path] == [
        date(2022, 3, 10), None,
    ]  # fmt: skip
