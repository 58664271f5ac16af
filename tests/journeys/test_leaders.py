"""Who answers for what, by page: named, left to somebody, taken back, relieved."""

from typing import Any

import pytest
from django.test import Client

from tests.journeys.city import clock, record, sign_in

pytestmark = [pytest.mark.database, pytest.mark.django_db]
DURING = {"opens": "2022-03-15T07:00", "closes": "2022-03-15T18:00"}


@pytest.fixture
def leader(client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Client:
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    monkeypatch.setattr("lazaretto.project.clock.now", clock("03-15 07:00"))
    record()
    client.cookies["django_language"] = "en"
    return sign_in(client, "L1", "leader", "QZ-D")


def now_of(client: Client) -> tuple[str | None, str]:
    (line,) = client.get("/leaders").context["page"].lines
    return line.now.person, line.now.why


def press(client: Client, /, status: int = 302, **said: Any) -> str:
    answer = client.post("/leaders", {"house": "QZ-D", **said})
    assert answer.status_code == status, answer.content[:400]
    return str(answer.content.decode())


def test_items_change_hands_and_come_back(leader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    press(leader, act="responsible", person="L1", reason="deputy director")
    press(leader, act="deputy", person="D1", reason="first deputy")
    assert now_of(leader) == ("L1", "named")
    press(leader, 302, act="leave", person="P7", reason="a course", **DURING)
    assert now_of(leader) == ("P7", "delegated")
    (one,) = leader.get("/leaders").context["page"].lines[0].left
    monkeypatch.setattr("lazaretto.project.clock.now", clock("03-15 08:00"))
    press(leader, act="end", delegation=one.delegation, reason="back early")
    assert now_of(leader) == ("L1", "named")
    assert "There is nothing to end" in press(leader, 422, act="end", delegation=one.delegation, reason="x")
    monkeypatch.setattr("lazaretto.project.clock.now", clock("03-15 09:00"))
    press(leader, act="relieve", person="L1", reason="posted elsewhere")
    assert now_of(leader) == ("D1", "vacant")
    assert "Nobody is named for" in leader.get("/leaders").content.decode()


def test_what_may_not_be_left(leader: Client) -> None:
    assert "Say to whom" in press(leader, 422, act="leave", person="P7", reason="", **DURING)
    assert "Name somebody else" in press(leader, 422, act="leave", person="L1", reason="x", **DURING)
    assert "Say who" in press(leader, 422, act="responsible", person="", reason="x")


def test_who_has_no_such_power_sees_it_only(client: Client, leader: Client) -> None:
    officer = sign_in(client, "G1", "gate_officer", "QZ-D")
    assert "Leave what is mine" not in officer.get("/leaders").content.decode()
    press(officer, 403, act="leave", person="P7", reason="x", **DURING)
