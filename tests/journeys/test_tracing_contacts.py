"""Somebody fell ill: who was near them in cell, vehicle and open air, asked from houses and the office."""

import csv
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lazaretto.access.actor import Scope
from lazaretto.access.models import Read
from lazaretto.access.scope import scoped
from lazaretto.facts.case import ContactsListed, IncidentOpened
from lazaretto.facts.custody import TransferredIn, TransferredOut
from lazaretto.facts.fact import Fact, tag_of
from lazaretto.facts.record import Retracted
from lazaretto.facts.regime import OpenAirGiven
from lazaretto.ledger.appending import append
from tests.journeys.city import NOW, clock, record, sign_in, told
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
WHY = {"reason": "tracing"}


@pytest.fixture(autouse=True)
def _the_clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", clock(NOW))


def story() -> list[Fact]:
    """A and C are taken to Maiji in one vehicle, A into the cell of D; B and C were in the open air."""
    then, there = "03-14 10:00", "MJ-D"
    return [
        fact(OpenAirGiven(persons=("B", "C"), minutes=40), "03-13 15:00", number=60),
        fact(TransferredOut(person="A", to="MJ-D", escort=("S1",), vehicle="V1"), "03-14 09:00", number=61),
        fact(TransferredOut(person="C", to="MJ-D", vehicle="V1"), "03-14 09:10", number=62),
        fact(TransferredIn(person="A", cell="MJ-D/G1/01", origin="QZ-D"), then, number=63, facility=there),
        fact(TransferredIn(person="C", cell="MJ-D/G1/02", origin="QZ-D"), then, number=64, facility=there),
    ]  # fmt: skip


def page(client: Client, person: str, **typed: Any) -> str:
    answer = client.post(f"/persons/{person}/contacts", {**WHY, **typed}, headers={"accept-language": "en"})
    assert answer.status_code == 200, answer.content[:500]
    return answer.content.decode()


def rows(client: Client, person: str, **typed: Any) -> set[tuple[str, ...]]:
    """(degree, person, company, minutes, via) of the table that is kept."""
    text = page(client, person, **{"as": "csv"}, **typed).removeprefix("\ufeff")
    return {(r[0], r[1], r[3], r[4], r[7]) for r in list(csv.reader(text.splitlines()))[1:]}


@pytest.fixture
def office(client: Client) -> Client:
    return sign_in(client, "TS1", "detachment_officer", everywhere=True)


def test_the_office_sees_every_company(office: Client) -> None:
    record(*story())
    found = rows(office, "A", depth="2")
    assert ("1", "B", "one cell", "1380", "A") in found  # from 13 March 10:00 to 14 March 09:00
    assert ("1", "C", "one vehicle", "50", "A") in found  # from C's boarding to the arrival
    assert ("1", "S1", "escort", "60", "A") in found
    assert ("1", "D", "one cell", "1260", "A") in found
    assert {row[1] for row in found if row[0] == "1"} == {"B", "C", "D", "S1"}
    assert ("2", "C", "exercise", "40", "B") not in found  # C is of degree 1 already


def test_a_house_sees_its_own_and_counts_the_rest(client: Client) -> None:
    record(*story())
    officer = sign_in(client, "QZ1", "duty_officer", "QZ-D")
    text = page(officer, "B")
    assert "outside your scope" in text
    assert "MJ-D" not in text
    # A, C and D are at Maiji now: only the escort is of this house, by way of somebody who is not named
    assert {(row[0], row[1], row[-1]) for row in rows(officer, "B")} == {("2", "S1", "")}
    assert 'id="c-A"' not in text


def test_who_is_elsewhere_is_not_traced_and_the_attempt_is_logged(client: Client) -> None:
    record(*story())
    officer = sign_in(client, "QZ1", "duty_officer", "QZ-D")
    answers = [officer.post(f"/persons/{one}/contacts", WHY) for one in ("A", "NOBODY")]
    assert [answer.status_code for answer in answers] == [answers[0].status_code] * 2
    assert answers[0].status_code >= 400
    assert [read.outcome for read in Read.objects.all()] == ["refused", "refused"]
    page(officer, "B")
    assert Read.objects.latest("id").outcome == "granted"


def test_nothing_is_shown_without_a_reason(office: Client) -> None:
    record(*story())
    answer = office.get("/persons/A/contacts?incident=I1")
    assert b"c-B" not in answer.content
    assert not Read.objects.exists()


def test_the_window_and_a_late_correction_change_the_answer(office: Client) -> None:
    record(*story())
    later = rows(office, "A", since="2022-03-14T09:30", depth="1")
    assert {row[1] for row in later} == {"C", "D", "S1"}
    record_more(fact(Retracted(fact=story()[0].id, reason="another day"), "03-15 06:00", number=70))
    assert ("1", "C", "exercise", "40", "B") not in rows(office, "B")


def record_more(*more: Fact) -> None:
    with scoped(Scope(everywhere=True)):
        append(list(more))


def test_a_press_lists_what_stands_on_the_page(client: Client) -> None:
    opened = fact(
        IncidentOpened(incident="I1", cause="symptom", person="D"), "03-15 06:00", number=71, facility="MJ-D"
    )
    record(*story(), opened)
    doctor = sign_in(client, "MJ1", "doctor", "MJ-D")
    made = str(uuid4())
    typed = {**WHY, "act": "list", "made": made, "depth": "1"}
    for _ in range(2):  # pressed twice, said once
        answer = doctor.post("/persons/D/contacts?incident=I1", typed)
        assert answer.status_code == 200, answer.content
    facts = told(doctor.get("/api/v1/facts", {"facility": "MJ-D", "kind": "case.contacts_listed"}))["facts"]
    assert len(facts) == 1
    body = facts[0]["fact"]["body"]
    assert body["kind"] == tag_of(ContactsListed)
    assert body["incident"] == "I1"
    assert {(c["person"], c["company"], c["minutes"]) for c in body["contacts"]} == {("A", "cell", 1260)}


def test_programs_read_the_same(office: Client) -> None:
    record(*story())
    found = told(office.get("/api/v1/persons/A/contacts", {"reason": "tracing", "depth": "1"}))
    assert {one["person"] for one in found["traced"]["contacts"]} == {"B", "C", "D", "S1"}
    assert found["traced"]["elsewhere"] == 0
    assert moment(NOW).isoformat()[:16] == found["at"][:16]
    assert office.get("/api/v1/persons/A/contacts").status_code == 422  # without a reason
