"""The response level by page: another one looked at, ordered as shown, from midnight on, and undone."""

from typing import Any

import pytest
from django.test import Client

from lazaretto.facts.command import LevelOrdered
from lazaretto.ledger.tailing import live
from tests.journeys.city import clock, record, sign_in
from tests.stating import fact, second

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def chief(client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Client:
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    monkeypatch.setattr("lazaretto.project.clock.now", clock("03-15 07:00"))
    record(
        fact(LevelOrdered(level="heightened", authority="city", reason="call"), "03-14 08:00", number=7001)
    )
    client.cookies["django_language"] = "en"
    return sign_in(client, "C1", "detachment_leader", everywhere=True)


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content[:400]
    return str(answer.content.decode())


def level_at(at: str) -> int:
    spans = live().standing(at=second("03-15 08:00")).levels.at(second(at))
    return int(spans.value[0])


def test_a_level_is_looked_at_ordered_as_shown_and_undone_by_another_order(
    chief: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Every order" in text(chief.get("/levels"))
    choice = {"level": "closed", "house": ["QZ-D"], "begins": "2022-03-16T00:00"}
    shown = chief.get("/levels", choice)
    page = text(shown)
    assert "Begins to be owed" in page
    assert "No leg, no phase and no order that runs is shortened" in page
    assert shown.context["page"].beginning
    order = {**choice, "seal": shown.context["seal"]}
    assert "Say by whose authority" in text(chief.post("/levels", order), 422)
    said = order | {"authority": "City office", "reason": "Cases in the county"}
    assert "since the plan was shown" in text(chief.post("/levels", said | {"seal": "x"}), 422)
    assert chief.post("/levels", said).status_code == 302
    assert (level_at("03-15 23:59"), level_at("03-16 00:00")) == (1, 2)
    assert "not yet" in text(chief.get("/levels"))
    monkeypatch.setattr("lazaretto.project.clock.now", clock("03-15 07:30"))
    back = {"level": "routine", "house": ["QZ-D"], "begins": ""}
    undoing = chief.get("/levels", back)
    assert "Ends to be owed" in text(undoing)
    undone = {**back, "seal": undoing.context["seal"], "authority": "City office", "reason": "All clear"}
    assert chief.post("/levels", undone).status_code == 302
    assert level_at("03-16 00:00") == 0


def test_what_is_over_and_who_may_not_order(chief: Client, client: Client) -> None:
    late = chief.get("/levels", {"level": "closed", "begins": "2022-03-01T00:00"})
    assert "begins now or later" in text(late, 422)
    officer = sign_in(client, "L1", "leader", "QZ-D")
    shown = officer.get("/levels", {"level": "outbreak"})
    assert "By whose authority" not in text(shown)
    order = {"level": "outbreak", "house": "QZ-D", "authority": "me", "reason": "so", "seal": "x"}
    assert officer.post("/levels", order).status_code == 403
