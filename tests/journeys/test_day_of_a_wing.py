"""A wing's day through the page: owed, done, left out with the reason; rights stand first."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.custody import Admitted
from lazaretto.facts.regime import ActivityDone, ActivityLeftOut
from lazaretto.ledger.tailing import live
from tests.journeys.city import record, sign_in
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HERE, CELL, WING = "/facilities/QZ-D/regime", "QZ-D/G1/07", "QZ-D/G1"


@pytest.fixture
def officer(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment("03-16 12:00"))
    cell = PlaceEstablished(established=CELL, use="general", capacity=8)
    held = Admitted(person="W-1", cell=CELL, sex="male")
    record(fact(cell, "03-01 00:00", number=7000), fact(held, "03-10 09:00", number=7100, place=CELL))
    client.cookies["django_language"] = "en"
    return sign_in(client, "QZ1", "duty_officer", "QZ-D")


def press(client: Client, act: str, activity: str, **typed: str) -> Any:
    said = {"act": act, "made": str(uuid4()), "square": f"{WING} {activity}", **typed}
    return client.post(HERE, said)


def test_a_meal_is_stated_by_one_press_and_a_right_stands_first(officer: Client) -> None:
    before = officer.get(HERE).content.decode()
    assert before.index('id="a-meal"') < before.index('id="a-study"')
    assert "a right: quarantine does not suspend it" in before
    assert press(officer, "done", "meal", took_part="1").status_code == 302
    said = [one.body for one in live().facts if isinstance(one.body, ActivityDone)]
    assert [(part.wing, part.activity, part.took_part) for part in said[-1].parts] == [(WING, "meal", 1)]


def test_what_is_left_out_says_why(officer: Client) -> None:
    assert press(officer, "left_out", "open_air", cause="weather").status_code >= 400
    assert press(officer, "left_out", "open_air", cause="weather", words="Sandstorm").status_code == 302
    assert [one.body.cause for one in live().facts if isinstance(one.body, ActivityLeftOut)] == ["weather"]
    assert "weather" in officer.get(HERE).content.decode()
