"""A day's report as a matter: drawn up, signed by another person, corrected; by whom, and what is astray."""

from datetime import date

import pytest

from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.reports import ReportDrawn, ReportReturned, ReportSigned
from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.obligations.machines import MACHINES
from lazaretto.obligations.reports import REPORT, course_of, courses, drawn, next_number, signatures, signed
from tests.stating import fact, house, moment, second, standing_of
from tests.unit.obligations.machining import stated, triples

DAY = date(2022, 3, 15)
KNOWN = moment("03-16 00:10")
GRID = """
    unwritten: draw → drawn
    drawn: draw → drawn, sign → signed, send_back → returned
    returned: draw → drawn
    signed: draw → correcting
    correcting: draw → correcting, sign → signed, send_back → correction_returned
    correction_returned: draw → correcting
"""
WHO = {
    "draw": "duty_officer leader detachment_officer detachment_leader",
    "sign": "leader detachment_leader",
    "send_back": "leader detachment_leader",
}


def draws(number: int = 1, by: str = "officer", at: str = "03-16 00:20", **more: object) -> Fact:
    return _by(ReportDrawn(day=DAY, number=number, known_at=KNOWN, **more), by, at)  # type: ignore[arg-type]


def signs(
    number: int = 1, by: str = "leader", at: str = "03-16 08:00", signed_by: str = "", **more: object
) -> Fact:
    body = ReportSigned(day=DAY, number=number, known_at=KNOWN, signed_by=signed_by or by, **more)  # type: ignore[arg-type]
    return _by(body, by, at)


def returns(number: int = 1, by: str = "leader", at: str = "03-16 08:00") -> Fact:
    return _by(ReportReturned(day=DAY, number=number, reason="the store is missing"), by, at)


def _by(body: Body, by: str, at: str) -> Fact:
    number = int(second(at)) * 10 + ["officer", "leader", "other", "clerk"].index(by)
    made = fact(body, at, number=number)
    return Fact(**{n: getattr(made, n) for n in Fact.__struct_fields__} | {"actor": by})


def test_every_state_act_and_role() -> None:
    allowed = stated(GRID, WHO)
    assert triples(REPORT) == {triple: allowed.get(triple) for triple in triples(REPORT)}
    assert REPORT in MACHINES


def test_it_is_drawn_signed_corrected_and_signed_again() -> None:
    said = [house(), draws(), signs(), draws(2, "clerk", "03-17 09:00", reason="a late admission"),
            signs(2, "leader", "03-17 10:00", corrects=1)]  # fmt: skip
    states, numbers = [], []
    for until in range(1, len(said) + 1):
        course = course_of(standing_of(said[:until]), said[:until], "QZ-D", DAY)
        states.append(course.state)
        numbers.append(next_number(course))
    assert states == ["unwritten", "drawn", "signed", "correcting", "signed"]
    assert numbers == [1, 1, 2, 2, 3]
    (day, course), = courses(standing_of(said), said, "QZ-D").items()  # fmt: skip
    assert (day, course.astray) == (DAY, ())
    assert [body.number for _, body in signatures(course)] == [1, 2]
    last, draft = signed(course), drawn(course)
    assert last is not None
    assert draft is not None
    assert (last.corrects, draft.reason) == (1, "a late admission")
    assert courses(standing_of(said), said, "MJ-D") == {}


def test_one_that_is_sent_back_is_drawn_up_anew_by_whom_you_like() -> None:
    said = [house(), draws(), returns(), draws(1, "leader", "03-16 09:00"), signs(1, "other", "03-16 10:00")]
    course = course_of(standing_of(said), said, "QZ-D", DAY)
    assert (course.state, course.astray) == ("signed", ())


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ([draws(), signs(1, "officer")], "draw"),
        ([draws(), signs(1, "leader", signed_by="officer")], "draw"),
        ([draws(), signs(1, "officer", signed_by="leader")], "draw"),
        ([draws(), returns(1, "officer")], "draw"),
        ([signs()], "out_of_turn"),
        ([draws(), signs(), signs(1, "other", "03-16 09:00")], "out_of_turn"),
    ],
)
def test_report_signed_astray(said: list[Fact], why: str) -> None:
    facts = [house(), *said]
    standing = standing_of(facts)
    course = course_of(standing, facts, "QZ-D", DAY)
    assert [reason for _, reason in course.astray] == [why]
    found = CONDITIONS["report_signed_astray"].find(
        standing, {}, second("03-01 00:00"), second("04-01 00:00")
    )
    wanted = [step.fact for step, _ in course.astray if isinstance(step.fact.body, ReportSigned)]
    assert [facts[number] for number in found.fact.tolist()] == wanted


def test_a_signature_in_its_turn_is_not_found() -> None:
    facts = [house(), draws(), signs(), draws(2, "leader", "03-17 09:00"), signs(2, "other", "03-17 10:00")]
    find = CONDITIONS["report_signed_astray"].find
    assert len(find(standing_of(facts), {}, second("03-01 00:00"), second("04-01 00:00"))) == 0
    late = [*facts, signs(2, "clerk", "03-18 08:00")]
    assert len(find(standing_of(late), {}, second("03-01 00:00"), second("03-18 00:00"))) == 0
    assert len(find(standing_of(late), {}, second("03-18 00:00"), second("03-19 00:00"))) == 1
