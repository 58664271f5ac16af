"""Whoever has more than one city in scope sees a line a city, and opens each of them from there."""

from typing import Any

import pytest
from django.test import Client

from tests.journeys.city import record, sign_in, told
from tests.stating import moment
from tests.unit.board.test_cities import NEIGHBOUR

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _the_clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment("03-15 07:00"))


@pytest.fixture
def nation(client: Client) -> Client:
    record(*NEIGHBOUR)
    return sign_in(client, "TS1", "detachment_officer", everywhere=True)


def codes(board: Any) -> list[str]:
    return [tile["code"] for county in board["counties"] for tile in county["tiles"]]


def test_a_program_reads_the_cities_and_then_one_of_them(nation: Client) -> None:
    whole = told(nation.get("/api/v1/board"))
    assert [(city["code"], city["facilities"]) for city in whole["cities"]] == [("TS", 2), ("LN", 1)]
    assert codes(whole) == []
    one = told(nation.get("/api/v1/board", {"city": "LN"}))
    assert (one["cities"], codes(one), one["heads"]) == ([], ["WD-D"], 1)


@pytest.mark.parametrize(("language", "word"), [("en", "City"), ("zh-hans", "市"), ("zh-hant", "市")])
def test_a_person_opens_a_city_from_its_line(nation: Client, language: str, word: str) -> None:
    page = nation.get("/", headers={"accept-language": language}).content.decode()
    assert f'<th scope="col">{word}</th>' in page
    assert "?city=LN" in page
    assert "facility-name" not in page
    city = nation.get("/", {"city": "LN"}, headers={"accept-language": language}).content.decode()
    assert "WD-D" in city
    assert "QZ-D" not in city
    assert "&amp;city=LN" in city  # the poll keeps to the city


def test_a_city_outside_the_scope_shows_nothing(client: Client) -> None:
    record(*NEIGHBOUR)
    mine = sign_in(client, "MJ1", "duty_officer", "MJ-D")
    board = told(mine.get("/api/v1/board", {"city": "LN"}))
    assert (board["cities"], board["counties"], board["heads"], board["alerts"]) == ([], [], 0, [])
