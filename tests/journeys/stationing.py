"""A gate with stations, for journeys: enrolled, with rows of a queue, and what came of them."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from lazaretto.access.actor import Scope
from lazaretto.access.scope import scoped
from lazaretto.facts.fact import Fact
from lazaretto.ledger.tailing import live
from lazaretto.ledger.uploading import HeldBack, held_back
from tests.journeys.city import NOW, record, sign_in, told
from tests.stating import moment

GATE = "/api/v1/gate/QZ-D"


def gate_at_rest(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """The small world is recorded, and the time stands still."""
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    at(monkeypatch, moment(NOW))
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


def rows_of_house() -> tuple[HeldBack, ...]:
    with scoped(Scope(everywhere=True)):
        return tuple(held_back("QZ-D"))


def waiting_rows() -> tuple[HeldBack, ...]:
    """Rows that nobody settled yet."""
    return tuple(one for one in rows_of_house() if one.how is None)
