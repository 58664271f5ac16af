"""The pages of daily life as values: terms, clashes, needs, who is told what of a complaint, a wing's day."""

from datetime import date

import pytest

from lazaretto.board.appointments_page import AppointmentsPage, appointments_page
from lazaretto.board.complaints_page import ComplaintLine, complaints_page
from lazaretto.board.houses import House, houses
from lazaretto.board.needs_page import needs_of, needs_page
from lazaretto.facts import appointments, complaints, custody
from lazaretto.facts.appointments import AppointmentSet
from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.fact import Body
from tests.stating import moment
from tests.unit.obligations.legs import World, world

CELL = "QZ-D/G1/01"
THERE = (
    (PlaceEstablished(established=CELL, use="general", capacity=8), "03-01 00:00"),
    (custody.Admitted(person="A", cell=CELL, sex="male", legal_deadline=date(2022, 3, 20)), "03-10 08:00"),
    (custody.Admitted(person="B", cell=CELL, sex="male"), "03-10 08:00"),
)


def house_of(told: World) -> House:
    (found,) = houses(told.standing, facts=told.facts, codes={"QZ-D"})
    return found


def of_days(*said: tuple[Body, str], at: str = "03-15 12:00") -> AppointmentsPage:
    told = world(*THERE, *said, at=at)
    return appointments_page(
        told.standing, house=house_of(told), first=date(2022, 3, 14), count=7, **told.known
    )


def fixed(
    code: str, starts: str, *, person: str = "A", room: str | None = "R1", minutes: int = 30
) -> AppointmentSet:
    return AppointmentSet(
        appointment=code, person=person, sort="hearing", starts=moment(starts), minutes=minutes,
        mode="video", room=room,
    )  # fmt: skip


def test_the_laws_hours_run_from_the_request() -> None:
    asked = appointments.AppointmentAsked(appointment="A1", person="A", sort="lawyer", asked_by="x")
    (line,) = of_days((asked, "03-14 09:00")).waiting
    assert (line.due, line.overdue, line.state) == (moment("03-16 09:00"), False, "asked")
    page = of_days((asked, "03-14 09:00"), at="03-16 09:00")
    assert [one.overdue for one in page.waiting] == [True]
    assert page.overdue == 1
    family = appointments.AppointmentAsked(appointment="A2", person="A", sort="family", asked_by="x")
    (line,) = of_days((family, "03-10 09:00")).waiting
    assert (line.due, line.overdue) == (None, False)  # the law names no hours for the family


@pytest.mark.parametrize(
    ("at", "state", "overdue"),
    [("03-15 09:59", "set", False), ("03-15 10:00", "due", False), ("03-15 10:30", "due", False),
     ("03-15 11:29", "due", False), ("03-15 11:30", "overdue", True)],
)  # fmt: skip
def test_what_is_set_is_under_way_and_then_over_time(at: str, state: str, overdue: bool) -> None:
    """Over time only once what came of it can no longer be said in time, an hour after its end."""
    (line,) = of_days((fixed("A1", "03-15 10:00"), "03-14 09:00"), at=at).every
    assert (line.state, line.overdue) == (state, overdue)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (fixed("A2", "03-16 10:29", person="B"), {"room"}),
        (fixed("A2", "03-16 10:30", person="B"), set()),  # one ends as the other begins
        (fixed("A2", "03-16 10:10", person="B", room="R2"), set()),
        (fixed("A2", "03-16 10:10", person="B", room=None), set()),
        (fixed("A2", "03-16 10:10", room="R2"), {"person"}),
    ],
)
def test_what_clashes(other: AppointmentSet, same: set[str]) -> None:
    page = of_days((fixed("A1", "03-16 10:00"), "03-14 09:00"), (other, "03-14 09:10"))
    for line in page.every:
        assert {clash.same for clash in line.clashes} == same
    assert page.clashing == (2 if same else 0)


def test_two_without_a_room_do_not_clash_by_it() -> None:
    one, other = fixed("A1", "03-16 10:00", room=None), fixed("A2", "03-16 10:00", room=None, person="B")
    assert of_days((one, "03-14 09:00"), (other, "03-14 09:10")).clashing == 0


def test_a_day_holds_what_begins_on_it_and_a_deadline_is_the_last_papers() -> None:
    later = custody.DeadlineSet(person="A", until=date(2022, 3, 14), basis="court")
    page = of_days((fixed("A1", "03-16 10:00"), "03-14 09:00"), (later, "03-12 09:00"))
    assert [len(lines) for _, lines in page.days] == [0, 0, 1, 0, 0, 0, 0]
    assert [(term.person, term.days) for term in page.terms] == [("A", -1)]


def need(sort: str, what: str, until: date | None = None) -> Body:
    return appointments.NeedStated(person="A", sort=sort, need=what, until=until)  # type: ignore[arg-type]


def test_needs_stand_beside_each_other_until_their_sort_is_ended_or_they_run_out() -> None:
    said = (
        (need("diet", "halal"), "03-11 08:00"), (need("diet", "soft", date(2022, 3, 14)), "03-11 08:01"),
        (need("language", "bo"), "03-11 08:02"),
    )  # fmt: skip
    told = world(*THERE, *said, at="03-14 12:00")
    found = needs_of(told.standing, facts=told.facts, zone="Asia/Shanghai", person="A")
    assert [one.need for one in found] == ["halal", "soft", "bo"]
    ended = appointments.NeedEnded(person="A", sort="diet")
    told = world(
        *THERE, *said, (ended, "03-12 08:00"), (need("diet", "soft"), "03-13 08:00"), at="03-15 12:00"
    )
    page = needs_page(told.standing, facts=told.facts, house=house_of(told))
    assert [(wing.wing, wing.people, [one.need for one in wing.needs]) for wing in page.wings] == [
        ("QZ-D/G1", 2, ["soft", "bo"])
    ]
    assert page.sums == (("diet", (("soft", 1),)), ("language", (("bo", 1),)))


LODGED = complaints.ComplaintLodged(
    complaint="C", way="oral", addressed="house", person="A", about="food", against=("P7",), words="cold"
)


def line_of(*said: tuple[Body, str], at: str, opened: bool = True) -> ComplaintLine:
    told = world(*THERE, *said, at=at)
    page = complaints_page(
        told.standing, house=house_of(told), hidden=lambda _: False, opens=lambda _: opened, **told.known
    )
    (line,) = (*page.waiting, *page.closed)
    return line


def test_the_next_step_of_a_complaint_has_its_term() -> None:
    received = complaints.ComplaintReceived(complaint="C", received_by="L1")
    answered = complaints.ComplaintAnswered(complaint="C", answered_by="L1", outcome="upheld", answer="Done")
    handed = complaints.AnswerHanded(complaint="C", handed_by="P8")
    story = [
        (LODGED, "03-10 09:00"),
        (received, "03-10 20:00"),
        (answered, "03-12 09:00"),
        (handed, "03-13 09:00"),
    ]
    due = [line_of(*story[: n + 1], at="03-13 10:00").due for n in range(4)]
    assert due == [moment("03-11 09:00"), moment("03-17 09:00"), moment("03-14 09:00"), None]
    late = line_of(*story[:1], at="03-11 09:00")
    assert (late.overdue, late.answer) == (True, moment("03-17 09:00"))
    told = line_of(*story, at="03-13 10:00")
    assert told.objected_until == moment("03-23 09:00")
    assert told.acts == ("object", "close")
    assert told.answered == answered


def test_a_closed_line_holds_nothing_of_what_was_said() -> None:
    shut = line_of((LODGED, "03-10 09:00"), at="03-10 10:00", opened=False)
    assert (shut.opened, shut.answered) == (None, None)
    assert "cold" not in repr(shut)


def test_what_is_sealed_is_handed_on_and_nothing_else() -> None:
    sealed = complaints.ComplaintLodged(complaint="C", way="box", addressed="inspector")
    line = line_of((sealed, "03-10 09:00"), at="03-10 10:00", opened=False)
    assert (line.acts, line.due, line.answer) == (("forward",), moment("03-11 09:00"), None)
    forwarded = complaints.ComplaintForwarded(complaint="C", forwarded_by="P8")
    gone = line_of((sealed, "03-10 09:00"), (forwarded, "03-10 12:00"), at="03-10 13:00")
    assert (gone.over, gone.acts, gone.due) == (True, (), None)


def test_what_is_hidden_is_no_line() -> None:
    told = world(*THERE, (LODGED, "03-10 09:00"), at="03-10 10:00")
    page = complaints_page(
        told.standing, house=house_of(told), opens=lambda _: True,
        hidden=lambda one: "P7" in one.lodged.against, **told.known,
    )  # fmt: skip
    assert (page.waiting, page.closed, page.overdue) == ((), (), 0)
