"""Along an order: what its clock rests on, restarts, tests by day, reviews, and the ways between houses."""

from datetime import date

import msgspec

from lazaretto.board.order_page import OrderPage
from lazaretto.board.orders import tell_order
from lazaretto.facts.custody import Admitted, LeftNetwork, Received, TransferredIn, TransferredOut
from lazaretto.facts.quarantine import Reviewed, Served
from lazaretto.facts.testing import ResultReported, Sampled
from lazaretto.protocol.document import Protocol
from tests.stating import moment
from tests.unit.obligations.legs import (
    PROTOCOL,
    Said,
    admitted,
    end_ordered,
    ordered,
    restarted,
    started,
    world,
)  # fmt: skip

BEGUN: list[Said] = [
    (admitted(), "03-01 09:00"), (ordered(), "03-01 09:00"), (started(), "03-01 10:00"),
]  # fmt: skip


def page(
    *said: Said, at: str = "03-10 12:00", order: str | None = "O",
    later: list[tuple[Protocol, str]] | None = None,
) -> OrderPage:  # fmt: skip
    known = world(*said, at=at, later=later or ())
    found = tell_order(known.standing, **known.known, order=order, person="Wang")
    assert found is not None
    return found


def swab(tube: str, day: str, result: str | None = "negative") -> list[Said]:
    taken: Said = (Sampled(tube=tube, members=("Wang",), purpose="leg"), f"{day} 09:00")
    told = ResultReported(tube=tube, result=result, laboratory="lab") if result else None  # type: ignore[arg-type]
    return [taken, (told, f"{day} 20:00")] if told else [taken]


def days(*said: Said, at: str = "03-10 12:00") -> list[tuple[int, str, int]]:
    (running, _) = page(*BEGUN, *said, at=at).path
    return [(day.day, day.state, len(day.taken)) for day in running.swabs]


def test_each_day_of_the_tests_says_how_it_stands() -> None:
    assert days(*swab("a", "03-02")) == [(1, "done", 1), (7, "awaited", 0), (13, "ahead", 0)]
    assert days(*swab("a", "03-02"), *swab("b", "03-08", None))[1] == (7, "awaited", 1)
    assert days(*swab("b", "03-08"))[0] == (1, "missed", 0)
    assert days(*swab("a", "03-02"), *swab("b", "03-08", "positive"))[1] == (7, "positive", 1)


def test_the_last_day_wants_two_and_one_leaves_it_open() -> None:
    (running, _) = page(*BEGUN, *swab("a", "03-14"), at="03-14 21:00").path
    last = running.swabs[-1]
    assert (last.wanted, last.state, last.on) == (2, "awaited", date(2022, 3, 14))
    both = page(*BEGUN, *swab("a", "03-14"), *swab("b", "03-14"), at="03-14 21:00").path[0].swabs[-1]
    assert (both.state, [taken.finding for taken in both.taken]) == ("done", ["negative", "negative"])


def test_a_clock_names_the_facts_it_rests_on_and_nobody_else() -> None:
    (running, _) = page(*BEGUN, (end_ordered("03-20"), "03-05 09:00")).path
    assert [(ground.role, ground.kind) for ground in running.grounds] == [
        ("began", "quarantine.leg_started"), ("ordered", "quarantine.end_ordered"),
    ]  # fmt: skip
    assert all(ground.say is not None for ground in running.grounds)
    stranger = (Admitted(person="Li", cell="QZ-D/T/01", sex="male"), "03-06 09:00")
    (mixed, _) = page(*BEGUN, stranger).path
    zero = next(ground for ground in mixed.grounds if ground.role == "zero")
    assert (zero.kind, zero.say) == ("custody.admitted", None)


def test_a_restart_names_its_cause() -> None:
    again = restarted()
    known = world(*BEGUN)  # to know the id of the arrival
    cause = known.facts[known.number(Admitted)].id
    said = (msgspec.structs.replace(again, because=cause), "03-06 09:00")
    (turn,) = page(*BEGUN, said).path[0].turns
    assert (turn.reason, turn.by, turn.at) == ("mixed", "officer", moment("03-06 09:00"))
    assert turn.cause is not None
    assert (turn.cause.kind, turn.cause.fact) == ("custody.admitted", cause)
    (unknown,) = page(*BEGUN, (again, "03-06 09:00")).path[0].turns
    assert unknown.cause is None


def test_a_later_version_that_says_fewer_days_is_told_and_moves_nothing() -> None:
    shorter = msgspec.structs.replace(
        PROTOCOL, version="2",
        legs=tuple(msgspec.structs.replace(leg, days=7) if leg.layer == 3 else leg for leg in PROTOCOL.legs),
    )  # fmt: skip
    (running, _) = page(*BEGUN, later=[(shorter, "03-08 00:00")]).path
    assert running.clock is not None
    assert (running.clock.days, running.clock.version) == (14, "1")
    (said,) = running.unmoved
    assert said.en.endswith("is not shortened by it")
    assert "says 7 days" in said.en
    assert page(*BEGUN, later=[(shorter, "02-08 00:00")]).path[0].unmoved == ()


def test_who_served_it_and_who_looked_at_it_again() -> None:
    served = (Served(order="O", person="Wang", served_by="L1", signed=False), "03-01 11:00")
    review = (Reviewed(order="O", person="Wang", reviewed_by="L2", next_on=date(2022, 4, 9)), "03-09 09:00")
    told = page(*BEGUN, served, review)
    assert [(s.by, s.signed) for s in told.services] == [("L1", False)]
    assert [(r.by, r.next_on) for r in told.reviews] == [("L2", date(2022, 4, 9))]
    assert told.served == moment("03-01 11:00")


def test_a_transfer_with_escort_vehicle_and_acknowledged_hand_over() -> None:
    out = TransferredOut(person="Wang", to="QS-D", escort=("S1", "S2"), vehicle="V1", status_document=True)
    arrived = TransferredIn(person="Wang", cell="QS-D/T/01", origin="QZ-D")
    taken = Received(person="Wang", party="facility", received_by="S9", status_read=True)
    (way,) = page(*BEGUN, (out, "03-09 08:00"), (arrived, "03-09 10:00"), (taken, "03-09 10:30")).transfers
    assert (way.origin, way.to, way.outside, way.escort, way.vehicle) == (
        "QZ-D", "QS-D", None, ("S1", "S2"), "V1",
    )  # fmt: skip
    assert (way.status_document, way.status_read, way.received_by) == (True, True, "S9")
    assert (way.left, way.arrived, way.received) == tuple(
        moment(f"03-09 {clock}") for clock in ("08:00", "10:00", "10:30")
    )


def test_each_way_has_its_own_hand_over_and_one_out_of_the_network_says_so() -> None:
    out = TransferredOut(person="Wang", to="QS-D")
    gone = LeftNetwork(person="Wang", sort="prison", to="the provincial prison", handed_to="its gate")
    taken = Received(person="Wang", party="prison", received_by="W3")
    first, second = page(
        *BEGUN, (out, "03-08 08:00"), (gone, "03-09 08:00"), (taken, "03-09 12:00")
    ).transfers
    assert (first.received, first.arrived, first.outside) == (None, None, None)
    assert second.outside is not None
    assert second.party is not None
    assert (second.outside.en, second.to, second.party.en) == (
        "prison",
        "the provincial prison",
        "the prison",
    )
    assert second.received == moment("03-09 12:00")


def test_without_a_code_it_is_the_latest_order_and_it_names_the_others() -> None:
    later = (ordered(order="P"), "03-08 09:00")
    assert (page(*BEGUN, later, order=None).order, page(*BEGUN, later, order=None).others) == ("P", ("O",))
    assert page(*BEGUN, later, order="O").others == ("P",)
