"""A gate's station sends its queue: every row once, whatever broke in between; nothing of it is lost."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from lazaretto.access.tokens import Bearer
from lazaretto.facts.fact import Fact
from lazaretto.ledger.tailing import live
from tests.journeys.city import NOW, record, sign_in, told
from tests.stating import moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
GATE = "/api/v1/gate/QZ-D"
UNKNOWN = "lzt_made-up"


@pytest.fixture(autouse=True)
def _a_gate_at_a_time_that_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment(NOW))
    record()


def at(monkeypatch: pytest.MonkeyPatch, when: datetime) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: when)


def send(client: Client, path: str, value: Any, token: str = "") -> Any:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return client.post(f"{GATE}/{path}", data, content_type="application/json", headers=headers)


def enrolled(post: str = "gate-1", **more: Any) -> str:
    """A station of a post, enrolled by an officer of its own gate."""
    officer = sign_in(Client(), f"QZ-{post}-{len(more)}", "gate_officer", "QZ-D")
    token: str = told(send(officer, "stations", {"post": post, **more}))["token"]
    return token


def passage(number: int, **more: Any) -> dict[str, Any]:
    """The statement of somebody's coming in."""
    body = {"kind": "gate.entered/1", "category": "person", "subject": f"S-{number}", "zone": "guarded"}
    return {
        "id": str(UUID(int=(0x018F << 112) + number)), "body": body, "facility": "QZ-D",
        "occurred": "2022-03-15T06:50:00+08:00", **more,
    }  # fmt: skip


def row(number: int, **more: Any) -> dict[str, Any]:
    return {"sequence": number, "nonce": f"nonce-{number:06}", "statement": passage(number), **more}


def queue(*rows: Any, **more: Any) -> dict[str, Any]:
    return {"device_now": moment(NOW).isoformat(), "rows": rows, **more}


def outcomes(answer: Any) -> list[str]:
    return [result["outcome"] for result in told(answer)["results"]]


def rules(answer: Any) -> list[str]:
    return [rule["rule"] for result in told(answer)["results"] for rule in result["rules"]]


def by_stations() -> list[Fact]:
    return [fact for fact in live().facts if fact.device.startswith("QZ-D/")]


def test_an_officer_makes_a_browser_a_station_of_their_own_gate(client: Client) -> None:
    sign_in(client, "G1", "gate_officer", "QZ-D")
    made = told(send(client, "stations", {"post": "gate-1"}))
    assert made["device"] == "QZ-D/gate-1"
    assert datetime.fromisoformat(made["expires"]) == moment(NOW) + timedelta(days=30)
    assert outcomes(send(Client(), "uploads", queue(row(1)), made["token"])) == ["accepted"]
    (fact,) = by_stations()
    assert (fact.actor, fact.device, fact.skew) == ("QZ-D/gate-1", "QZ-D/gate-1", 0)


def test_sending_twice_is_sending_once(client: Client) -> None:
    token = enrolled()
    first = send(client, "uploads", queue(row(1), row(2)), token)
    again = send(client, "uploads", queue(row(1), row(2), row(3), row(3)), token)
    assert outcomes(first) == ["accepted", "accepted"]
    assert outcomes(again) == ["duplicate", "duplicate", "accepted", "duplicate"]
    assert len(by_stations()) == 3


def test_a_station_is_given_its_pack_and_then_only_its_age(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = enrolled()
    headers = {"Authorization": f"Bearer {token}"}
    first = client.get(f"{GATE}/pack", headers=headers)
    pack = told(first)
    assert (pack["facility"], pack["made"]) == ("QZ-D", int(moment(NOW).timestamp()))
    assert first["Pack-Dies"] == str(pack["dies"])
    at(monkeypatch, moment(NOW) + timedelta(minutes=3))
    headers["If-None-Match"] = first["ETag"]
    again = client.get(f"{GATE}/pack", headers=headers)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert int(again["Pack-Made"]) == pack["made"] + 180
    send(client, "uploads", queue(row(1)), token)
    assert client.get(f"{GATE}/pack", headers=headers).status_code == 200  # somebody is inside now
