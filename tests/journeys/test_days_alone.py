"""A lone arrival in a same-day cohort: the tenth, thirteenth and fifteenth day alone, and the cure."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from lazaretto.access.actor import Actor, Scope
from lazaretto.access.models import Read
from lazaretto.access.reading_log import reads
from lazaretto.access.roles import Role
from lazaretto.actions.open_day_sheet import open_day_sheet
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.board.rights_page import Called
from lazaretto.facts.custody import Admitted
from lazaretto.facts.hygiene import Isolated
from lazaretto.facts.quarantine import LegStarted, Ordered, PlannedLeg
from tests.journeys.city import record, sign_in, told
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PAGE, SHEET = "/facilities/QZ-D/rights", "/facilities/QZ-D"
WITHOUT = "quarantine.isolated_without_order"
LEGS = (PlannedLeg(layer=3, facility="QZ-D", days=14),)
LONE = (
    fact(Ordered(order="O-W", person="W", basis="Arrival from outside", ordered_by="L1",
                 review_on=date(2022, 3, 8), legs=LEGS), "03-01 19:00", number=51),
    fact(Admitted(person="W", cell="QZ-D/T/02", sex="male", legal_deadline=date(2022, 3, 31)), "03-01 20:00",
         number=52),
    fact(LegStarted(order="O-W", person="W", layer=3, cohort="c-w"), "03-01 20:10", number=53),
)  # fmt: skip

At = Callable[[str], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Set the one clock."""
    return lambda when: monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment(when))


def page(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query, headers={"accept-language": "en"})
    assert answer.status_code == 200, answer.content
    return unescape(answer.content.decode())


def row(client: Client, person: str = "W") -> dict[str, Any]:
    found: dict[str, Any] = told(client.get("/api/v1/facilities/QZ-D/rights"))
    return next(one for one in found["rows"] if one["held"]["person"] == person)


def called(role: Role, when: str) -> tuple[Called, ...]:
    """What calls a role on the day sheet about W."""
    actor = Actor("QZ2", role, Scope(frozenset({"QZ-D"})))
    sheet = open_day_sheet("QZ-D", actor=actor, now=moment(when))
    return tuple(line for line in sheet.called if "W" in line.people)


@pytest.mark.parametrize(
    ("when", "run", "warned", "clause"),
    [
        ("03-11 23:00", 9, "calm", None),
        ("03-12 08:00", 10, "first", "regime.alone_ten"),
        ("03-14 08:00", 12, "first", "regime.alone_ten"),
        ("03-15 08:00", 13, "second", "regime.alone_thirteen"),
        ("03-17 08:00", 15, "over", "regime.alone_limit"),
        ("03-20 08:00", 18, "over", "regime.alone_limit"),
    ],
)
def test_the_counter_the_warning_and_who_is_told(
    client: Client, at: At, when: str, run: int, warned: str, clause: str | None
) -> None:
    at(when)
    record(*LONE)
    found = row(sign_in(client, "QZ1", "doctor", "QZ-D"))
    standing = [light["clause"] for light in found["lights"] if light["state"] == "standing"]
    assert (found["held"]["run"], found["warned"]) == (run, warned)
    assert [one for one in standing if one.startswith("regime.alone")] == ([clause] if clause else [])
    for role in ("doctor", "leader", "inspector"):
        mine = [line for line in called(role, when) if line.clause == clause]
        assert [line.state for line in mine] == (["standing"] if clause else [])
    assert called("duty_officer", when) == ()  # not among those whom these clauses tell


def test_the_page_shows_it_and_leads_to_the_form_that_cures_it(client: Client, at: At) -> None:
    at("03-15 08:00")
    record(*LONE)
    officer = sign_in(client, "QZ3", "duty_officer", "QZ-D")
    text = page(officer, PAGE)
    assert text.index('id="p-W"') < text.index('id="p-A"')  # worst off first
    assert "act today" in text
    assert "/facilities/QZ-D/state?kind=regime.contact_given&subject=W&sort=talk" in text
    asked = {"kind": "regime.contact_given", "subject": "W", "sort": "talk", "cell": "QZ-D/T/02"}
    form = page(officer, f"{SHEET}/state", **asked)
    assert re.search(r'id="in-persons"[^>]*>W<|id="in-persons"[^>]*value="W"', form)
    assert 'value="talk" selected' in form
    doctor = sign_in(client, "QZ1", "doctor", "QZ-D")
    assert "After thirteen days in a row of solitary confinement" in page(doctor, SHEET)
    assert "kind=quarantine.visited&subject=W" in page(doctor, PAGE)


def test_contact_given_today_ends_it_and_tomorrow_begins_at_nought(client: Client, at: At) -> None:
    record(*LONE)
    officer = sign_in(client, "QZ3", "duty_officer", "QZ-D")
    at("03-15 12:00")
    body = {"kind": "regime.contact_given/1", "persons": ["W"], "sort": "talk", "minutes": 120}
    statement = {"body": body, "occurred": "2022-03-15T11:00:00+08:00", "facility": "QZ-D"}
    assert row(officer)["held"]["broken"] is False
    told(officer.post("/api/v1/facts", statement, content_type="application/json"))
    found = row(officer)
    assert (found["held"]["run"], found["held"]["broken"], found["warned"]) == (13, True, "calm")
    assert not [light for light in found["lights"] if light["clause"].startswith("regime.alone")]
    assert "ended today" in page(officer, PAGE)
    at("03-16 08:00")
    assert row(officer)["held"]["run"] == 0
    assert [day["state"] for day in row(officer)["held"]["days"]][-2:] == ["contact", "today"]


def test_isolation_without_an_order_stands_for_days_until_there_is_one(client: Client, at: At) -> None:
    at("03-16 12:00")
    record(fact(Isolated(person="C"), "03-11 09:00", number=61))
    inspector = sign_in(client, "J1", "inspector", everywhere=True)
    lines = [line for line in told(inspector.get("/api/v1/board"))["called"] if line["clause"] == WITHOUT]
    assert [(line["people"], line["state"], line["since"]) for line in lines] == [
        (["C"], "standing", "2022-03-11T01:00:00Z")
    ]
    assert "no live order" in page(inspector, "/rights")
    assert "/state?" not in page(inspector, "/rights")  # who changes nothing is offered nothing
    doctor = sign_in(client, "QZ1", "doctor", "QZ-D")
    assert "kind=quarantine.isolation_ordered&subject=C" in page(doctor, PAGE)
    leader = Actor("QZ2", "leader", Scope(frozenset({"QZ-D"})))
    body = Ordered(
        order="O-C", person="C", basis="fever", ordered_by="QZ2", review_on=date(2022, 3, 20), legs=LEGS
    )
    said = Statement(body=body, occurred=moment("03-16 11:00"), facility="QZ-D")
    record_fact(said, actor=leader, device="desk", now=moment("03-16 12:00"))
    after = told(inspector.get("/api/v1/board"))["called"]
    assert not [line for line in after if line["clause"] == WITHOUT]


def test_who_may_not_read_people_counts_them(client: Client, at: At) -> None:
    at("03-15 08:00")
    record(*LONE)
    gate = sign_in(client, "G1", "gate_officer", "QZ-D")
    found = told(gate.get("/api/v1/facilities/QZ-D/rights"))
    assert (found["rows"], found["masked"], found["houses"][0]["apart"], found["houses"][0]["warned"]) == (
        [], True, 4, 2,
    )  # fmt: skip
    text = page(gate, PAGE)
    assert "You see how many people are kept apart" in text
    assert 'id="p-W"' not in text
    assert gate.get("/persons/W/rights").status_code == 403


def test_another_house_s_page_is_refused_and_the_city_s_shows_one_s_own(client: Client, at: At) -> None:
    at("03-15 08:00")
    record(*LONE)
    other = sign_in(client, "MJ1", "doctor", "MJ-D")
    assert other.get(PAGE).status_code == 403
    assert other.get("/api/v1/facilities/QZ-D/rights").status_code == 403
    assert 'id="p-W"' not in page(other, "/rights")
    assert 'id="p-W"' in page(sign_in(client, "TS1", "detachment_officer", everywhere=True), "/rights")


def test_the_paper_needs_a_reason_is_logged_and_comes_in_three_languages(client: Client, at: At) -> None:
    at("03-15 08:00")
    record(*LONE)
    inspector = sign_in(client, "J1", "inspector", everywhere=True)
    assert inspector.post("/persons/W/rights", {"reason": ""}).status_code == 422
    assert not Read.objects.exists()
    asked = {"reason": "inspection"}
    answers = {
        language: inspector.post("/persons/W/rights", {**asked, "language": language})
        for language in ("en", "zh-hans", "zh-hant")
    }
    said = {language: unescape(answer.content.decode()) for language, answer in answers.items()}
    assert "You are kept apart from others" in said["en"]
    assert "被隔离人员告知书" in said["zh-hans"]
    assert "被隔離人員告知書" in said["zh-hant"]
    assert "13 whole days in a row" in said["en"]
    assert "Arrival from outside" in said["en"]
    log = Read.objects.filter(subject="W", reader="J1", outcome="granted")
    assert (log.count(), {read.facility for read in log}) == (3, {"QZ-D"})
    facility = Actor("QZ9", "audit_admin", Scope(frozenset({"QZ-D"})))
    assert reads(actor=facility).count() == 3  # the audit administrator sees an inspector's reading
    doctor = sign_in(client, "MJ1", "doctor", "MJ-D")
    assert doctor.post("/persons/W/rights", {"reason": "care"}).status_code == 403
    assert Read.objects.filter(reader="MJ1", outcome="refused").count() == 1


def test_the_paper_of_somebody_whom_nobody_keeps_apart_says_so(client: Client, at: At) -> None:
    at("03-15 08:00")
    record(*LONE)
    text = sign_in(client, "QZ1", "doctor", "QZ-D").post(
        "/persons/C/rights", {"reason": "care", "language": "en"}
    )  # fmt: skip
    assert b"No order keeps you apart" not in text.content  # alone in a cell for two: that is apart too
    assert b"alone in the cell" in text.content
