"""Findings and inspections by page and program: raised, ordered, put right, seen by another, reopened."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.test import Client

from lazaretto.access.actor import Scope
from lazaretto.access.models import Read
from lazaretto.access.scope import scoped
from lazaretto.facts.command import ProtocolIssued
from lazaretto.facts.duty import Enrolled
from lazaretto.facts.notices import FindingRaised
from lazaretto.ledger.appending import append
from lazaretto.ledger.evidencing import MOST_BYTES, digest_of, media_of
from tests.database.sql import sql
from tests.journeys.city import clock, record, sign_in, told
from tests.stating import fact, moment
from tests.unit.board.world import FOUNDING

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = "03-15 08:00"
HOUSE = "/facilities/QZ-D"
API = "/api/v1/facilities/QZ-D"
PICTURE = b"\xff\xd8\xff" + b"a fire exit" + b"\xff\xd9"
RAISED = {
    "act": "raise", "about": "fire-safety", "origin": "visit", "severity": "warning",
    "seen": "The exit of wing G1 is blocked.",
}  # fmt: skip
MODULES = tuple(
    f"lazaretto.{name}.now" for name in ("web.findings", "web.notices", "web.inspections", "api.notices")
)


def at(monkeypatch: pytest.MonkeyPatch, instant: str) -> None:
    for module in MODULES:
        monkeypatch.setattr(module, clock(instant))


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset()
    at(monkeypatch, NOW)


@pytest.fixture
def people() -> dict[str, Client]:
    """Three of the detachment, two of the house, each at their own desk, in English."""
    record()
    found = {}
    for code, role, where in (
        ("TSZ1", "detachment_leader", ()), ("TSZ7", "detachment_officer", ()),
        ("TSZ8", "detachment_officer", ()), ("QZD1", "leader", ("QZ-D",)),
        ("QZD5", "duty_officer", ("QZ-D",)),
    ):  # fmt: skip
        desk = Client(HTTP_ACCEPT_LANGUAGE="en")
        found[code] = sign_in(desk, code, role, *where, everywhere=not where)
    return found


def picture(data: bytes = PICTURE) -> SimpleUploadedFile:
    return SimpleUploadedFile("exit.jpg", data, content_type="image/jpeg")


def form(desk: Client, page: str) -> dict[str, str]:
    """The number that a page's forms were given."""
    text = desk.get(page).content.decode()
    mark = 'name="made" value="'
    return {"made": text.split(mark)[1].split('"')[0]}


def press(desk: Client, page: str, fields: dict[str, Any], status: int = 302) -> Any:
    answer = desk.post(page, {**form(desk, page), **fields})
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer


def raised(people: dict[str, Client]) -> str:
    answer = press(people["TSZ7"], f"{HOUSE}/findings", {**RAISED, "evidence": picture()})
    return str(urlsplit(answer["Location"]).path)


def state(desk: Client) -> list[tuple[str, str | None]]:
    page = told(desk.get(f"{API}/findings"))
    return [(one["state"], one["role"]) for one in page["findings"]]


def test_from_the_finding_to_its_end_and_back(
    people: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = raised(people)
    code = page.rpartition("/")[2]
    assert state(people["TSZ7"]) == [("raised", "detachment_leader")]
    order = {
        "act": "notice", "finding": [f"QZ-D|{code}"], "sort": "order", "title": "Open the exits",
        "demands": "Clear every exit.", "due": "2022-03-17T18:00",
    }  # fmt: skip
    paper = urlsplit(press(people["TSZ1"], "/findings", order)["Location"]).path
    assert paper == f"{HOUSE}/notices/D-2022-1"
    at(monkeypatch, "03-15 09:00")
    assert state(people["QZD1"]) == [("noticed", "leader")]
    text = people["QZD1"].get(paper).content.decode()
    assert "Supervision order 〔2022〕 No. 1" in text
    assert "The exit of wing G1 is blocked." in text
    press(people["QZD5"], paper, {"act": "receive"})
    right = {"act": "rectify", "words": "Cleared and marked.", "evidence": picture(PICTURE + b"after")}
    at(monkeypatch, "03-15 15:00")
    press(people["QZD5"], page, right)
    assert state(people["QZD1"]) == [("rectified", "detachment_officer")]
    look = {"act": "look", "outcome": "passed", "words": "Free and marked."}
    at(monkeypatch, "03-16 10:00")
    refused = press(people["TSZ7"], page, look, status=422).content.decode()
    assert "TSZ7 found this, put it right or opened it again." in refused
    assert "Free and marked." in refused  # nothing typed is lost
    press(people["TSZ8"], page, look)
    assert state(people["QZD1"]) == [("closed", None)]
    press(people["QZD1"], paper, {"act": "answer", "words": "All exits are checked each shift now."})
    receipt = people["QZD1"].get(f"{paper}/receipt").content.decode()
    assert "Cleared and marked." in receipt
    assert "TSZ8" in receipt
    at(monkeypatch, "03-17 10:00")
    press(people["TSZ7"], page, {"act": "reopen", "words": "Blocked again."})
    (one,) = told(people["TSZ7"].get(f"{API}/findings"))["findings"]
    assert one["state"] == "reopened"
    assert [step["act"] for step in one["history"]] == ["raise", "notice", "rectify", "pass", "reopen"]


def test_more_time_is_asked_for_by_one_and_granted_by_another(
    people: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    record(fact(Enrolled(person="QZD1", post="leader", sex="male"), "03-01 09:00", number=701))
    page = raised(people)
    code = page.rpartition("/")[2]
    order = {
        "act": "notice", "finding": [f"QZ-D|{code}"], "sort": "order", "title": "Exits", "demands": "Clear.",
        "due": "2022-03-16T18:00",
    }  # fmt: skip
    paper = urlsplit(press(people["TSZ1"], "/findings", order)["Location"]).path
    at(monkeypatch, "03-15 10:00")
    text = people["QZD1"].get(page).content.decode()
    assert "What will happen, and when" in text
    assert "supervision.finding_escalated" in text  # the alarm to come, and the clause that raises it
    ask = {"act": "ask_more", "until": "2022-03-16T12:00", "words": "The door must be built."}
    refused = press(people["QZD5"], page, ask, status=422).content.decode()
    assert "no later than the time given now" in refused
    assert "The door must be built." in refused  # nothing typed is lost
    press(people["QZD5"], page, {**ask, "until": "2022-03-20T12:00"})
    (one,) = told(people["TSZ7"].get(f"{API}/findings"))["findings"]
    (asked,) = one["more_time"]
    assert (asked["state"], one["first_due"]) == ("asked", None)
    city = people["TSZ8"].get("/findings").content.decode()
    assert "More time asked for, to be decided" in city
    decide = {
        "act": "decide", "extension": asked["extension"], "severity": "warning", "outcome": "granted",
        "until": "2022-03-21T12:00", "words": "Seen on the spot.",
    }  # fmt: skip
    later = press(people["TSZ8"], page, decide, status=422).content.decode()
    assert "at the latest, as it was asked for" in later
    own = press(people["QZD1"], page, {**decide, "until": "2022-03-19T12:00"}, status=422)
    assert "Somebody of the detachment decides." in own.content.decode()
    press(people["TSZ8"], page, {**decide, "until": "2022-03-19T12:00"})
    assert told(people["TSZ8"].get("/api/v1/supervision/findings"))["asked"] == []
    at(monkeypatch, "03-17 10:00")
    (one,) = told(people["TSZ7"].get(f"{API}/findings"))["findings"]
    assert not one["overdue"]
    assert (one["due"][:16], one["first_due"][:16]) == ("2022-03-19T04:00", "2022-03-16T10:00")
    assert [step["act"] for step in one["more_time"][0]["history"]] == ["ask", "grant"]
    listed = people["QZD1"].get(f"{HOUSE}/findings").content.decode()
    assert "more time was granted" in listed
    assert "The door must be built." in people["QZD1"].get(paper).content.decode()  # on the paper itself


def test_an_order_is_refused_in_words_and_uses_up_no_number(people: dict[str, Client]) -> None:
    code = raised(people).rpartition("/")[2]
    order = {
        "act": "notice", "finding": [f"QZ-D|{code}"], "sort": "order", "title": "Exits", "demands": "Clear.",
    }  # fmt: skip
    without = press(people["TSZ1"], "/findings", order, status=422).content.decode()
    assert "An order says by when" in without
    late = {**order, "due": "2022-03-25T18:00"}
    assert "The protocol gives" in press(people["TSZ1"], "/findings", late, status=422).content.decode()
    nothing = {**order, "finding": [], "due": "2022-03-17T18:00"}
    assert "at least one finding" in press(people["TSZ1"], "/findings", nothing, status=422).content.decode()
    assert people["TSZ7"].post("/findings", {**order, "due": "2022-03-17T18:00"}).status_code in (403, 422)
    good = {**order, "due": "2022-03-17T18:00", **form(people["TSZ1"], "/findings")}
    answers = [people["TSZ1"].post("/findings", good)["Location"] for _ in range(2)]  # pressed twice
    assert answers == [f"{HOUSE}/notices/D-2022-1"] * 2


def test_a_circular_goes_to_every_house(people: dict[str, Client]) -> None:
    code = raised(people).rpartition("/")[2]
    circular = {
        "act": "notice", "finding": [f"QZ-D|{code}"], "sort": "circular", "title": "Exits",
        "demands": "Look at your own.",
    }  # fmt: skip
    press(people["TSZ1"], "/findings", circular)
    for house in ("QZ-D", "MJ-D"):
        text = people["TSZ1"].get(f"/facilities/{house}/notices/T-2022-1").content.decode()
        assert "The exit of wing G1 is blocked." in text, house


def test_evidence_is_kept_shown_and_its_reading_noted(people: dict[str, Client]) -> None:
    page = raised(people)
    address = f"{HOUSE}/evidence/{digest_of(PICTURE)}"
    answer = people["QZD1"].get(address)
    assert (answer.status_code, answer["Content-Type"], answer.content) == (200, "image/jpeg", PICTURE)
    assert Read.objects.filter(subject__startswith="evidence:").exists()
    gone = people["QZD1"].get(f"{HOUSE}/evidence/{'0' * 64}")
    assert gone.status_code in (403, 404, 409, 410, 422)
    page_bytes = picture(b"<html><script>alert(1)</script></html>")
    refused = press(
        people["QZD5"], page, {"act": "rectify", "words": "x", "evidence": page_bytes}, status=422
    )
    assert "is kept. Choose another file." in refused.content.decode()
    assert people["QZD1"].get(page).content.decode().count("/evidence/") == 1


def test_what_is_no_picture_and_no_paper_is_not_kept() -> None:
    assert media_of(b"%PDF-1.7 ...") == "application/pdf"
    assert media_of(b"\x89PNG\r\n\x1a\n...") == "image/png"
    assert media_of(b"") is None
    assert media_of(b"\xff\xd8\xff" + bytes(MOST_BYTES)) is None


@pytest.mark.parametrize(
    "statement", ["UPDATE ledger_evidence SET kept_by = 'x'", "DELETE FROM ledger_evidence"]
)
def test_evidence_is_only_added_to(people: dict[str, Client], statement: str) -> None:
    raised(people)
    assert sql("SELECT count(*) FROM ledger_evidence")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE lazaretto_app")
        with pytest.raises(DatabaseError):
            cursor.execute(statement)


def test_the_city_shows_heat_repeats_and_what_is_overdue(
    people: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    raised(people)
    at(monkeypatch, "03-16 09:00")
    press(people["TSZ7"], f"{HOUSE}/findings", RAISED)
    page = told(people["TSZ1"].get("/api/v1/supervision/findings"))
    assert page["heat"] == [
        {"about": "fire-safety", "facility": "QZ-D", "found": 2, "waiting": 2, "overdue": 1}
    ]
    (again,) = page["repeats"]
    assert (again["times"], again["severity"], len(page["overdue"])) == (2, "alarm", 1)
    text = people["TSZ1"].get("/findings").content.decode()
    assert "Come again" in text
    assert "Past their time" in text


def test_a_finding_whose_code_has_a_slash_breaks_no_page(people: dict[str, Client]) -> None:
    said = FindingRaised(
        finding="2022/15", about="fire-safety", seen="An exit is blocked.", origin="visit", found_by="TSZ7"
    )
    with scoped(Scope(everywhere=True)):
        append([fact(said, "03-15 07:30", number=300)])
    desk = people["TSZ7"]
    assert "2022/15" in desk.get(f"{HOUSE}/findings").content.decode()
    page = f"{HOUSE}/findings/2022/15"
    assert f'href="{page}"' in desk.get("/findings").content.decode()
    for address in ("/", HOUSE, page):
        assert desk.get(address).status_code == 200, address


def test_without_a_document_the_city_does_not_say_that_nothing_was_found() -> None:
    with scoped(Scope(everywhere=True)):
        append([one for one in FOUNDING if not isinstance(one.body, ProtocolIssued)])
    desk = sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), "TSZ1", "detachment_leader", everywhere=True)
    text = desk.get("/findings").content.decode()
    assert "No document in force lists matters" in text
    assert "Nothing was found" not in text
    assert "in the last 0 days" not in text


def begun(desk: Client) -> str:
    answer = press(desk, f"{HOUSE}/inspections", {"act": "open", "checklist": "closed-duty"})
    return str(urlsplit(answer["Location"]).path)


def answer_item(desk: Client, page: str, item: str, said: str, **more: Any) -> None:
    press(desk, page, {"act": "answer", "item": item, "said": said, **more})


def test_an_inspection_item_by_item_raises_a_hazard_and_is_signed(
    people: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = people["QZD5"]
    page = begun(desk)
    api = f"{API}/inspections/{page.rpartition('/')[2]}"
    assert "items are not answered" in press(desk, page, {"act": "close"}, status=422).content.decode()
    bad = {"act": "answer", "item": "chlorine", "said": "strong"}
    assert "Answer the item as it asks" in press(desk, page, bad, status=422).content.decode()
    skipped = {"act": "answer", "item": "radio", "skip": "1"}
    assert "Say why it does not apply" in press(desk, page, skipped, status=422).content.decode()
    press(desk, page, {**skipped, "why": "One wing only."})
    answer_item(desk, page, "fire-exits", "no", evidence=picture(), words="Blocked by boxes.")
    press(desk, page, {"act": "raise", "item": "fire-exits"})
    for line in told(desk.get(api))["items"]:
        if line["lack"] is None:
            continue
        said = {"chlorine": "480", "shifts-doors": "apart", "remarks": "nothing"}.get(line["item"])
        number = {
            "cells-ready": "5",
            "alone-contact": "130",
            "slots": "3",
            "goods-hours": "50",
            "stores-days": "20",
        }
        answer_item(desk, page, line["item"], said or number.get(line["item"], "yes"), evidence=picture())
    press(desk, page, {"act": "close", "words": "Two things."})
    inspected = told(desk.get(api))
    assert (inspected["state"], inspected["failed"], inspected["done"]) == ("closed", 2, inspected["of"])
    assert inspected["score"] < 1000
    found = told(desk.get(f"{API}/findings"))["findings"]
    assert {(one["about"], one["severity"], one["role"]) for one in found} == {
        ("fire-safety", "alarm", "leader"), ("disinfection", "warning", "leader"),
    }  # fmt: skip
    assert all(one["due"] for one in found)
    again = desk.post(page, {**form(desk, f"{HOUSE}/inspections"), "act": "close"})
    assert again.status_code == 422
    at(monkeypatch, "03-16 08:00")
    second = begun(desk)
    assert "Last time" in desk.get(f"{second}?item=chlorine").content.decode()
    assert "480 mg/L" in desk.get(f"{second}?item=chlorine").content.decode()


def test_a_stranger_sees_nothing_and_states_nothing(people: dict[str, Client]) -> None:
    page = raised(people)
    stranger = sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), "MJD9", "duty_officer", "MJ-D")
    assert stranger.get(page).status_code == 403
    assert stranger.get(f"{HOUSE}/inspections").status_code == 403
    assert stranger.get(f"{API}/findings").status_code == 403
    inspector = sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), "INS1", "inspector", everywhere=True)
    assert inspector.get(page).status_code == 200
    assert "Put it right" not in inspector.get(page).content.decode()


def test_what_the_record_shows_is_raised_from_its_explanation(people: dict[str, Client]) -> None:
    prefilled = f"{HOUSE}/findings?origin=record&of=7&about=stores&seen=No+gloves"
    text = people["TSZ7"].get(prefilled).content.decode()
    assert 'value="7"' in text
    assert "No gloves" in text
    assert '<option value="stores" selected>' in text


def test_a_past_instant_shows_what_was_known_then(people: dict[str, Client]) -> None:
    record(
        fact(
            FindingRaised(finding="F-9", about="stores", seen="x", origin="patrol", found_by="TSZ7"),
            "03-15 07:00", number=700, facility="QZ-D",
        )
    )  # fmt: skip
    before = moment("03-15 06:00").isoformat()
    assert told(people["TSZ7"].get(f"{API}/findings", {"at": before}))["findings"] == []
    assert len(told(people["TSZ7"].get(f"{API}/findings"))["findings"]) == 1
