"""Needs by page and program: stated once, on the list of kitchen and wings and with the person, ended."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lazaretto.facts.appointments import NeedEnded
from lazaretto.facts.custody import Admitted, Released
from lazaretto.ledger.tailing import live
from tests.journeys.city import record, sign_in, told
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HERE, API = "/facilities/QZ-D/needs", "/api/v1/facilities/QZ-D/needs"
WHO, CELL = "QZ-D-4711", "QZ-D/G1/01"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    now = [moment("03-15 08:00")]
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: now[0])

    def to(at: str) -> None:
        now[0] = moment(at)

    return to


@pytest.fixture
def officer(clock: Any) -> Client:
    admitted = Admitted(person=WHO, cell=CELL, sex="male", name="Ma Long")
    record(fact(admitted, "03-13 09:00", number=7100, place=CELL))
    return sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), "QZ1", "duty_officer", "QZ-D")


def state(client: Client, **said: str) -> int:
    return client.post(HERE, {"act": "state", "made": str(uuid4()), "person": WHO, **said}).status_code


def test_a_need_goes_to_kitchen_and_wing_by_number_and_ends(officer: Client, clock: Any) -> None:
    assert "Nobody’s needs are on record" in officer.get(HERE).content.decode()
    assert state(officer, sort="diet", need="halal") == 302
    assert state(officer, sort="diet", need="diabetic") == 302  # both stand beside each other
    assert state(officer, sort="interpreter", need="bo", until="2022-03-16") == 302
    assert state(officer, sort="diet", need="") == 422
    text = officer.get(HERE).content.decode()
    assert "halal" in text
    assert WHO in text
    assert "Ma Long" not in text
    found = [(one["sort"], one["need"], one["wing"]) for one in told(officer.get(API))["needs"]]
    wing = "QZ-D/G1"
    assert found == [("diet", "diabetic", wing), ("diet", "halal", wing), ("interpreter", "bo", wing)]
    clock("03-17 08:00")  # what was said to last a day is over
    assert [one["need"] for one in told(officer.get(API))["needs"]] == ["diabetic", "halal"]
    officer.post(HERE, {"act": "end", "made": str(uuid4()), "of": f"{WHO} diet"})
    assert [one.body.sort for one in live().facts if isinstance(one.body, NeedEnded)] == ["diet"]
    assert told(officer.get(API))["needs"] == []


def test_it_stands_on_the_persons_page_and_goes_with_them(officer: Client, clock: Any) -> None:
    state(officer, sort="religion", need="prayer")
    page = officer.post(f"/persons/{WHO}", {"reason": "duty", "words": "handover"}).content.decode()
    assert "prayer" in page.partition('id="needs"')[2].partition("</section>")[0]
    clock("03-15 12:00")
    record(fact(Released(person=WHO, basis="The term is over"), "03-15 10:00", number=7300))
    clock("03-15 12:10")
    assert told(officer.get(API))["needs"] == []


def test_the_gate_and_another_house_do_not_read_it(officer: Client) -> None:
    gate = sign_in(Client(), "QZ9", "gate_officer", "QZ-D")
    assert (gate.get(HERE).status_code, gate.get(API).status_code) == (403, 403)
    other = sign_in(Client(), "MJ1", "duty_officer", "MJ-D")
    assert (other.get(HERE).status_code, other.get(API).status_code) == (403, 403)
