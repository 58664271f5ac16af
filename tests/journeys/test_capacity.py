"""The need of cells by page and by program: in scope, from the record, with what the protocol says."""

from typing import Any

import pytest
from django.test import Client

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.actions.open_capacity import open_capacity, open_city_capacity
from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.custody import Admitted, TransferredIn
from lazaretto.facts.fact import Fact
from tests.journeys.city import clock, record, sign_in, told
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
CELLS = [
    fact(
        PlaceEstablished(established=f"QZ-D/T/1{n}", use="transition", capacity=4),
        "03-01 08:00", number=200 + n, facility="QZ-D",
    )
    for n in range(3)
]  # fmt: skip


def came(number: int, day: str, person: str, **more: Any) -> Fact:
    body = Admitted(person=person, cell="QZ-D/T/10", sex=more.pop("sex", "male"), **more)
    return fact(body, f"{day} 09:00", number=number, facility="QZ-D")


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("lazaretto.web.capacity", "lazaretto.api.capacity"):
        monkeypatch.setattr(f"{module}.now", clock("03-15 07:00"))


@pytest.fixture
def officer(client: Client) -> Client:
    record(
        *CELLS,
        came(300, "03-04", "N1", case_group="K1"), came(301, "03-04", "N2", case_group="K1"),
        came(302, "03-04", "N3", sex="female"), came(303, "03-09", "N4"),
        fact(TransferredIn(person="N5", cell="QZ-D/T/11", origin="MJ-D"), "03-09 12:00", number=304,
             facility="QZ-D"),
    )  # fmt: skip
    return sign_in(client, "QZ9", "duty_officer", "QZ-D")


def test_the_need_comes_from_who_came_by_day_place_and_class(officer: Client) -> None:
    page = told(officer.get("/api/v1/facilities/QZ-D/capacity"))
    groups = page["intake"]["groups"]
    mine = [g for g in groups if g["day"] in ("2022-03-04", "2022-03-09")]
    shares = [sorted((s["people"], s["apart"]) for s in g["shares"]) for g in mine]
    assert [(1, 1), (2, 2)] in shares  # a woman, and two co-defendants who are kept apart
    assert len([g for g in mine if g["day"] == "2022-03-09"]) == 2  # from two places
    assert (page["leg"], page["refusal"], page["intake"]["window"]) == (14, 0.01, 0)
    assert page["forecast"]["needed"] > 0
    assert len(page["forecast"]["days"]) == 14
    doubled = told(
        officer.get("/api/v1/facilities/QZ-D/capacity", {"times": "2", "refusal": "0.05", "ahead": "3"})
    )
    assert doubled["forecast"]["a_day"] > page["forecast"]["a_day"]
    assert len(doubled["forecast"]["days"]) == 3


def test_what_came_later_is_not_known_before(officer: Client) -> None:
    early = told(officer.get("/api/v1/facilities/QZ-D/capacity", {"at": "2022-03-06T07:00:00+08:00"}))
    late = told(officer.get("/api/v1/facilities/QZ-D/capacity"))
    assert len(early["intake"]["groups"]) < len(late["intake"]["groups"])


def test_the_page_says_the_question_and_leads_on(officer: Client) -> None:
    shown = officer.get("/facilities/QZ-D/capacity", headers={"accept-language": "en"}).content.decode()
    assert "How many transition cells does this house need" in shown
    assert "Erlang" in shown


def test_another_facility_s_need_is_refused(officer: Client) -> None:
    assert officer.get("/facilities/MJ-D/capacity").status_code == 403
    assert officer.get("/api/v1/facilities/MJ-D/capacity").status_code in (403, 404)
    city = told(officer.get("/api/v1/capacity"))
    assert {line["house"]["code"] for line in city["lines"]} == {"QZ-D"}


def test_a_role_without_day_sheets_has_no_page() -> None:
    auditor = Actor("AA1", "audit_admin", Scope(everywhere=True))
    with pytest.raises(Refused, match="not_permitted"):
        open_capacity("QZ-D", actor=auditor, now=moment("03-15 07:00"))
    with pytest.raises(Refused, match="not_permitted"):
        open_city_capacity(actor=auditor, now=moment("03-15 07:00"))


@pytest.mark.parametrize("query", [{"refusal": "2"}, {"ahead": "0"}, {"times": "99"}, {"leg": "soon"}])
def test_a_question_outside_its_range_is_refused(officer: Client, query: dict[str, str]) -> None:
    assert officer.get("/api/v1/facilities/QZ-D/capacity", query).status_code == 422
    assert officer.get("/facilities/QZ-D/capacity", query).status_code == 422


def test_no_protocol_no_number(client: Client) -> None:
    """Before the first document was issued the page asks for the numbers instead of inventing them."""
    record(*CELLS, came(300, "03-04", "N1"))
    officer = sign_in(client, "QZ9", "duty_officer", "QZ-D")
    before = {"at": "2022-02-27T07:00:00+08:00"}
    page = told(officer.get("/api/v1/facilities/QZ-D/capacity", before))
    assert (page["forecast"], page["leg"], page["intake"]["document"]) == (None, None, None)
