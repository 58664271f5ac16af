"""A roster is signed, the station takes it along, and whoever it keeps at home does not get in unseen."""

import json
from typing import Any

import msgspec
import pytest
from django.test import Client

from lazaretto.facts.duty import RosterPublished
from lazaretto.obligations.passing import TABLES, verdict
from tests import rostering
from tests.deciding import USUAL
from tests.journeys import rosters
from tests.journeys.city import NOW, clock, record, sign_in, told
from tests.journeys.stationing import enrolled, outcomes, passage, queue, row, send
from tests.stating import second

pytestmark = [pytest.mark.database, pytest.mark.django_db]
ASKED = rostering.situation(days=14)
LAWFUL = rostering.roster(ASKED)
INSIDE, HOME = "O30", "O31"  # officers of the batches that are in A and in C
ANSWERS: dict[str, Any] = {**USUAL, "test_age": 20 * 3600}


@pytest.fixture(autouse=True)
def _seven_o_clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    monkeypatch.setattr("lazaretto.project.clock.now", clock(NOW))
    record(*rosters.staffed(ASKED))


def publish(leader: Client, **changes: Any) -> Any:
    """The leader signs the roster of the house by the API."""
    body = RosterPublished(
        roster="R-1", first=ASKED.first, last=ASKED.last, persons=("L0",), signed_by="L0",
        pattern=rosters.PATTERN, turns=LAWFUL.turns, stands=LAWFUL.stands,
    )  # fmt: skip
    said = {
        "body": msgspec.to_builtins(body) | changes, "occurred": "2022-03-15T06:50:00+08:00",
        "facility": "QZ-D",
    }  # fmt: skip
    return leader.post("/api/v1/facts", json.dumps(said).encode(), content_type="application/json")


def at_the_gate(pack: dict[str, Any], person: str) -> tuple[str, str | None]:
    """What the station says at seven, from the pack that it took along."""
    line = next((one for one in pack["expected"] if one["subject"] == person), None)
    passing = verdict(
        pack["tables"][TABLES["person"]],
        line,
        ANSWERS,
        at=second(NOW),
        zone="administration",
        emergency=False,
    )
    return passing.verdict, passing.rule


def test_the_gate_refuses_whom_the_roster_keeps_at_home() -> None:
    leader = sign_in(Client(), "L1", "leader", "QZ-D")
    unmanned = publish(leader, stands=[])
    assert (unmanned.status_code, unmanned.json()["rule"]) == (422, "roster_unlawful")
    assert unmanned.json()["values"]["broken"] == "post_unmanned"
    assert publish(leader).status_code == 201
    officer = sign_in(Client(), "G1", "gate_officer", "QZ-D")
    pack = told(officer.get("/api/v1/gate/QZ-D/pack"))
    assert at_the_gate(pack, INSIDE) == ("admit", "all_clear")
    assert at_the_gate(pack, HOME) == ("refuse", "isolating")
    station = enrolled()
    came = [
        row(n, statement=passage(n, body={**passage(n)["body"], "subject": who, "basis": "roster"}))
        for n, who in enumerate((INSIDE, HOME), 1)
    ]
    assert outcomes(send(Client(), "uploads", queue(*came), station)) == ["accepted", "accepted"]
    inspector = sign_in(Client(), "P1", "inspector", "QZ-D")
    findings = told(inspector.get("/api/v1/findings", {"facility": "QZ-D", "limit": "1000"}))["findings"]
    early = [one["subject"] for one in findings if one["rule"] == "duty.early_reentry"]
    assert early == [HOME]
    assert "duty.unrostered_entry" not in {one["rule"] for one in findings}


def test_a_roster_that_breaks_a_rule_is_published_with_a_reason_and_told() -> None:
    leader = sign_in(Client(), "L1", "leader", "QZ-D")
    assert publish(leader, stands=[], despite=["post_unmanned"]).json()["rule"] == "despite_without_reason"
    signed = publish(leader, stands=[], despite=["post_unmanned"], reason="a fire next door")
    assert signed.status_code == 201
    findings = told(leader.get("/api/v1/findings", {"facility": "QZ-D", "limit": "1000"}))["findings"]
    assert "R-1" in {one["subject"] for one in findings if one["rule"] == "duty.roster_lawful"}
