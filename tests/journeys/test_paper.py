"""Paper: what was written by hand comes in later with its own times, once, however often it is entered."""

from datetime import timedelta

import pytest
from django.test import Client

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.actions.enter_form import PaperLine, enter_form
from lazaretto.actions.open_inside import open_inside
from lazaretto.actions.open_paper import open_day_list, open_paper, print_forms
from lazaretto.actions.open_register import open_register
from lazaretto.board.paper import Form
from lazaretto.facts import gate
from lazaretto.facts.fact import Body
from tests.journeys.city import clock, record, sign_in
from tests.stating import moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HOUSE, PRINTED, NOW = "QZ-D", moment("03-14 20:00"), moment("03-15 09:00")
SCOPE = Scope(frozenset({HOUSE}))
ONE, OTHER = Actor("S1", "gate_officer", SCOPE), Actor("S2", "duty_officer", SCOPE)
FORM = Form(HOUSE, "P", PRINTED, 0)


def line(number: int, body: Body, at: str = "03-15 07:40", check: Body | None = None) -> PaperLine:
    return PaperLine(number, moment(at), body, check)


def entered(number: int = 1, subject: str = "S1") -> gate.Entered:
    return gate.Entered(category="person", subject=subject, zone="administration", passage=FORM.line(number))


def outcomes(*lines: PaperLine, actor: Actor = ONE) -> list[tuple[int, str, tuple[str, ...]]]:
    found = enter_form(HOUSE, form=FORM.number, lines=lines, actor=actor, now=NOW)
    return [(one.number, one.receipt.outcome, one.receipt.rules) for one in found]


def test_a_line_is_recorded_once_with_the_time_on_the_paper() -> None:
    record()
    assert outcomes(line(1, entered())) == [(1, "accepted", ())]
    assert outcomes(line(1, entered())) == [(1, "duplicate", ())]
    assert outcomes(line(1, entered()), actor=OTHER) == [(1, "refused", ("line_entered",))]
    assert outcomes(line(1, entered(subject="S2"))) == [(1, "refused", ("line_entered",))]
    (passage,) = open_register(HOUSE, actor=ONE, now=NOW).passages
    assert (passage.occurred, passage.recorded, passage.paper) == (moment("03-15 07:40"), NOW, True)
    assert passage.passage == f"{FORM.number}/01"
    assert [one.subject for one in open_inside(HOUSE, actor=ONE, now=NOW).here] == ["S1"]


def test_a_line_that_says_something_else_the_second_time_ties_no_second_check_to_it() -> None:
    record()
    check = gate.Checked(
        passage=FORM.line(1), category="person", subject="S1", zone="administration", officer="S1",
        table="gate.verdict", verdict="admit",
    )  # fmt: skip
    left = gate.Left(category="person", subject="S1", zone="administration", passage=FORM.line(1))
    assert outcomes(line(1, left)) == [(1, "accepted", ())]
    assert outcomes(line(1, entered(), check=check)) == [(1, "refused", ("line_entered",))]
    (passage,) = open_register(HOUSE, actor=ONE, now=NOW).passages
    assert (passage.way, passage.verdict) == ("out", None)


def test_an_unreadable_line_stays_listed_until_somebody_reads_it() -> None:
    record()
    assert outcomes(PaperLine(4, unread="rain")) == [(4, "accepted", ())]
    page = open_paper(HOUSE, form=FORM.line(4).lower(), actor=OTHER, now=NOW)
    assert [(one.form, one.line, one.reason) for one in page.unread] == [(FORM.number, 4, "rain")]
    assert page.lines[3].unread == "rain"
    assert outcomes(line(4, entered(4))) == [(4, "accepted", ())]
    page = open_paper(HOUSE, form=FORM.number, actor=OTHER, now=NOW)
    assert page.unread == ()
    assert page.lines[3].says is not None


def test_a_form_of_another_house_or_a_slip_of_the_hand_is_no_form() -> None:
    record()
    for wrong in (Form("MJ-D", "P", PRINTED, 0).number, FORM.number[:-1] + "*", "QZ-D", FORM.number + "/13"):
        with pytest.raises(Refused, match="form_unknown"):
            open_paper(HOUSE, form=wrong, actor=ONE, now=NOW)
    with pytest.raises(Refused, match="not_permitted"):
        open_paper(HOUSE, form="", actor=Actor("D1", "doctor", SCOPE), now=NOW)


def test_blank_forms_have_numbers_of_their_own_and_the_day_list_names_who_may_come() -> None:
    record()
    _, forms = print_forms(HOUSE, sort="G", count=5, actor=ONE, now=NOW)
    assert len({form.number for form in forms}) == 5
    assert open_day_list(HOUSE, actor=ONE, now=NOW).until == moment("03-15 23:59") + timedelta(seconds=59)


@pytest.fixture
def typing(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    record()
    for module in ("paper",):
        monkeypatch.setattr(f"lazaretto.web.{module}.now", clock("03-15 09:00"))
    return sign_in(client, "S1", "gate_officer", HOUSE)


def post(client: Client, form: Form, **typed: str) -> tuple[int, str]:
    values = {"form": form.number, "day": "2022-03-14", **{k.replace("_", "-"): v for k, v in typed.items()}}
    answer = client.post(f"/facilities/{HOUSE}/paper", values, headers={"Accept-Language": "en"})
    return answer.status_code, answer.content.decode()


def test_a_grid_is_typed_and_a_time_past_midnight_is_of_the_next_day(typing: Client) -> None:
    status, _ = post(
        typing, FORM, time_1="2350", way_1="in", category_1="person", subject_1="S9", zone_1="guarded",
        celsius_1="36.4", officer_1="S2", time_2="0:10", way_2="no", category_2="vehicle", subject_2="甘E1",
        note_2="no seal", time_3="00:20", way_3="out", category_3="person", subject_3="S9", zone_3="guarded",
    )  # fmt: skip
    assert status == 302
    page = open_register(HOUSE, actor=ONE, now=NOW)
    assert [(one.way, one.occurred) for one in page.passages] == [
        ("out", moment("03-15 00:20")), ("no", moment("03-15 00:10")),
    ]  # fmt: skip
    (first,) = open_register(HOUSE, actor=ONE, now=NOW, day=moment("03-14 20:00").date()).passages
    assert (first.way, first.officer, first.verdict, first.doubt) == ("in", "S2", "admit", 60)


def test_what_is_wrong_stands_beside_its_line_and_the_others_are_recorded(typing: Client) -> None:
    status, body = post(
        typing, FORM, time_1="25:00", subject_1="S9", time_2="07:00", subject_2="", time_3="23:00",
        subject_3="S8", way_3="in",
    )  # fmt: skip
    assert status == 422
    assert body.count('role="alert"') >= 3
    assert open_paper(HOUSE, form=FORM.number, actor=ONE, now=NOW).lines[2].says is not None


def test_goods_and_people_called_out_come_from_their_own_forms(typing: Client) -> None:
    goods, called = Form(HOUSE, "G", PRINTED, 0), Form(HOUSE, "M", PRINTED, 0)
    assert (
        post(typing, goods, time_1="2100", goods_1="food", pieces_1="12", note_1="Mill", disinfected_1="1")[0]
        == 302
    )
    assert post(typing, called, time_1="2105", subject_1="A", there_1="0", assembly="Yard")[0] == 302
    page = open_inside(HOUSE, actor=ONE, now=NOW)
    assert [(one.subject, one.more) for one in page.here] == [(goods.line(1), "food")]
    assert open_paper(HOUSE, form=called.number, actor=ONE, now=NOW).lines[0].says is not None
