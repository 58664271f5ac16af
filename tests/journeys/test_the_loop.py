"""The loop by page and by API: who lacks what; another pattern looked at, ordered, and what it then says."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from msgspec.structs import replace

from lazaretto.facts.fact import Fact
from tests.examples.telling import facts_of
from tests.journeys.city import clock, record, sign_in, told
from tests.unit.obligations.owing import at

pytestmark = [pytest.mark.database, pytest.mark.django_db]
LOOP = "/facilities/QZ-D/loop"
STORY = (
    at("03-02 09:00", ["T1", "T2", "T3"], enrolled_as="officer"),
    at("03-02 09:30", pattern_ordered="abc-7-7-7", from_="03-02"),
    at("03-09 09:00", "T1", stepped_into="A", batch="1"),
    at("03-09 09:00", "T2", stepped_into="B", batch="2"),
    at("03-11 09:00", "T3", stepped_into="C", batch="3"),
    at("03-14 12:00", ["T1", "T2"], shared_a="meal", of="canteen"),
)


@pytest.fixture
def leader(client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Client:
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    monkeypatch.setattr("lazaretto.project.clock.now", clock("03-15 07:00"))
    record(*(_renumbered(one, n) for n, one in enumerate(facts_of({"facts": STORY}))))
    client.cookies["django_language"] = "en"
    return sign_in(client, "L1", "leader", "QZ-D")


def _renumbered(one: Fact, number: int) -> Fact:
    """A fact under a number that the world of the journeys has not given."""
    return replace(one, id=UUID(int=70_000 + number))


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content[:400]
    return str(answer.content.decode())


def test_the_loop_says_who_is_where_who_lacks_what_and_who_met(leader: Client) -> None:
    page = text(leader.get(LOOP))
    assert "day 7 of 7" in page
    assert "no leader" in page
    assert "no negative of test day 3" in page
    assert "canteen" in page
    assert 'role="img"' in page
    data = told(leader.get("/api/v1/facilities/QZ-D/loop"))
    assert data["counts"] == {"A": 2, "B": 1, "C": 1}  # one of the world's own is in A
    assert {(one["one"], one["other"]) for one in data["met"]} == {("T1", "T2")}
    assert data["change"] == "2022-03-16"
    stamp = page.split("?seen=")[1].split('"')[0]
    assert leader.get(f"{LOOP}?seen={stamp}", headers={"hx-request": "true"}).status_code == 204
    assert leader.get(f"{LOOP}?seen=other", headers={"hx-request": "true"}).status_code == 200


def test_another_pattern_is_looked_at_ordered_as_shown_and_then_rules(leader: Client) -> None:
    choice = {"pattern": "abc-14-14-14", "first": "2022-03-15"}
    assert "Show what it changes" in text(leader.get(f"{LOOP}/pattern"))
    shown = leader.get(f"{LOOP}/pattern", choice)
    assert "Stay longer where they are" in text(shown)
    data = told(leader.get("/api/v1/facilities/QZ-D/loop/pattern", choice))
    assert {(one["person"], one["was"], one["ends"]) for one in data["touched"]} >= {
        ("T1", "2022-03-16", "2022-03-23")
    }
    order = {"act": "order", **choice, "seal": shown.context["seal"]}
    assert "Say by whose authority" in text(leader.post(f"{LOOP}/pattern", order), 422)
    said = order | {"authority": "City office", "reason": "Cases in the county"}
    assert "since the plan was shown" in text(leader.post(f"{LOOP}/pattern", said | {"seal": "x"}), 422)
    answer = leader.post(f"{LOOP}/pattern", said)
    assert answer.status_code == 302, answer.content[:400]
    page = text(leader.get(LOOP))
    assert "City office: Cases in the county" in page
    assert "day 7 of 14" in page
    assert told(leader.get("/api/v1/facilities/QZ-D/loop"))["change"] == "2022-03-23"


def test_a_pattern_that_is_none_a_day_that_is_none_and_a_day_that_is_past_are_said(leader: Client) -> None:
    assert "protocol" in text(leader.get(f"{LOOP}/pattern"))
    assert leader.get("/api/v1/facilities/QZ-D/loop/pattern", {"pattern": "x-1"}).status_code == 422
    odd = leader.get(f"{LOOP}/pattern", {"pattern": "ab-7", "first": "soon"})
    assert "is a day of the calendar" in text(odd, 422)
    past = leader.get(f"{LOOP}/pattern", {"pattern": "ab-7", "first": "2022-03-01"})
    assert "lies in the past" in text(past, 422)
    assert "By whose authority" not in past.content.decode()
    late = {"act": "order", "pattern": "ab-7", "first": "2022-03-01", "seal": past.context["seal"]}
    late |= {"authority": "City office", "reason": "Cases"}
    assert "lies in the past" in text(leader.post(f"{LOOP}/pattern", late), 422)
    assert told(leader.get("/api/v1/facilities/QZ-D/loop"))["pattern"]["id"] == "abc-7-7-7"


def test_who_may_not_open_people_has_no_loop(client: Client) -> None:
    record()
    sign_in(client, "G1", "gate_officer", "QZ-D")
    assert client.get(LOOP).status_code == 403
