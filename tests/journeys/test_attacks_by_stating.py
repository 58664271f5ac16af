"""Nobody puts out of force what they could not have said, and no value stops the house."""

import json
from typing import Any
from uuid import UUID

import msgspec
import pytest
from django.test import Client

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.tokens import issue_token
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.retract_fact import retract_fact
from lazaretto.actions.statement import Statement
from lazaretto.facts import gate
from lazaretto.facts.command import FacilityEstablished
from lazaretto.facts.custody import Admitted
from lazaretto.facts.encoding import Malformed
from lazaretto.facts.fact import Body, kind_of
from lazaretto.ledger.tailing import live
from lazaretto.registers.events import FOREVER
from tests.journeys.city import NOW, record, told
from tests.journeys.test_stating_by_api import post, sweep, with_token
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
OCCURRED = "2022-03-15T06:50:00+08:00"
DEEP = b"[" * 50_000 + b"]" * 50_000


@pytest.fixture(autouse=True)
def _the_clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment(NOW))


def token_of(role: Any, *facilities: str) -> str:
    return issue_token(
        device=f"OF-{role}", role=role, facilities=facilities, expires=moment("04-15 00:00"),
        actor=Actor("SEC", "security_admin", Scope()), now=moment(NOW),
    )  # fmt: skip


def actor_of(role: Any, *facilities: str) -> Actor:
    return Actor(f"OF-{role}", role, Scope(frozenset(facilities)))


def standing_fact(kind: str, facility: str) -> UUID:
    """The id of a fact of this kind that stands."""
    return next(f.id for f in live().facts if kind_of(f.body) == kind and f.facility == facility)


def retraction(of: UUID, facility: str = "QZ-D") -> dict[str, Any]:
    body = {"kind": "record.retracted/1", "fact": str(of), "reason": "it did not happen"}
    return {"body": body, "occurred": OCCURRED, "facility": facility}


def refusal(value: dict[str, Any], client: Client, token: str) -> tuple[int, str]:
    answer = post(client, "facts", value, **with_token(token))
    return answer.status_code, answer.json().get("rule", answer.json().get("outcome"))


def test_the_gate_does_not_retract_what_only_others_may_say(client: Client) -> None:
    record()
    officer = token_of("gate_officer", "QZ-D")
    for kind, facility in (("command.facility_established", "QZ-D"), ("custody.admitted", "QZ-D")):
        target = standing_fact(kind, facility)
        assert refusal(retraction(target, facility), client, officer) == (403, "not_permitted")
        assert live().gone_at(target) == FOREVER


def test_a_fact_of_the_gate_does_not_take_the_place_of_anothers(client: Client) -> None:
    record()
    target = standing_fact("custody.admitted", "QZ-D")
    left = {
        "body": {"kind": "gate.left/1", "category": "person", "subject": "D1", "zone": "guarded"},
        "occurred": OCCURRED,
        "facility": "QZ-D",
    }
    officer = token_of("gate_officer", "QZ-D")
    assert refusal({**left, "corrects": str(target)}, client, officer) == (403, "not_permitted")
    assert live().gone_at(target) == FOREVER


def test_a_batch_refuses_it_row_by_row_and_goes_on(client: Client) -> None:
    record()
    target = standing_fact("command.facility_established", "QZ-D")
    again = {**sweep("A"), "id": str(target)}  # says the id first, so that the row after it seems its own
    rows = [again, retraction(target), sweep("B")]
    results = told(post(client, "facts/batch", rows, **with_token(token_of("duty_officer", "QZ-D"))))[
        "results"
    ]
    assert [(r["outcome"], [x["rule"] for x in r["rules"]]) for r in results] == [
        ("refused", ["id_taken"]),
        ("refused", ["not_permitted"]),
        ("accepted", []),
    ]
    assert live().gone_at(target) == FOREVER


def test_nobody_retracts_that_a_protocol_was_issued() -> None:
    record()
    target = standing_fact("command.protocol_issued", "TS-Z")
    chief = actor_of("detachment_leader", "TS-Z")
    with pytest.raises(Refused, match="only_by_issuing"):
        retract_fact(target, facility="TS-Z", reason="x", actor=chief, device="web", now=moment(NOW))
    assert live().gone_at(target) == FOREVER


def test_whoever_may_say_it_may_retract_it(client: Client) -> None:
    record()
    held = next(f for f in live().facts if isinstance(f.body, Admitted) and f.facility == "QZ-D")
    duty = token_of("duty_officer", "QZ-D")
    assert refusal(retraction(held.id), client, duty)[0] == 201
    assert live().gone_at(held.id) < FOREVER


def replaced(body: Body, *, by: Actor, said_by: str = "L1", number: int = 700) -> str | None:
    """The rule against taking this back, which somebody had said; None where it is taken back."""
    held = msgspec.structs.replace(fact(body, "03-15 06:00", number=number), actor=said_by)
    record(held)
    try:
        retract_fact(held.id, facility="QZ-D", reason="x", actor=by, device="web", now=moment(NOW))
    except Refused as refused:
        assert live().gone_at(held.id) == FOREVER
        return f"{refused.rule} {refused.values.get('act')}"
    return None


@pytest.mark.parametrize(
    ("role", "rule"),
    [
        ("gate_officer", "not_permitted state:gate.emergency_ended"),
        ("duty_officer", "not_permitted state:gate.emergency_ended"),
        ("leader", None),
    ],
)
def test_only_who_may_end_an_emergency_takes_its_declaration_back(role: Any, rule: str | None) -> None:
    fire = gate.EmergencyDeclared(emergency="E1", cause="fire", declared_by="P1")
    assert replaced(fire, by=actor_of(role, "QZ-D"), said_by=f"OF-{role}") == rule


@pytest.mark.parametrize(
    "body",
    [
        gate.EntryApproved(approval="A1", approved_by="C1", level="detachment"),
        gate.EntryDenied(approval="A1", denied_by="C1", level="detachment", reason="no"),
        gate.ApprovalDelegated(
            delegation="D1", delegated_by="C1", delegate="C2", level="detachment",
            opens=moment("03-15 06:00"), closes=moment("03-15 18:00"),
        ),
    ],
)  # fmt: skip
def test_a_house_takes_nothing_back_that_the_detachment_decided(body: Body) -> None:
    house_leader = actor_of("leader", "QZ-D")
    assert replaced(body, by=house_leader, said_by="OF-leader") == "not_permitted approve_as_detachment"
    chief = actor_of("detachment_leader", "QZ-D")
    retract_fact(UUID(int=700), facility="QZ-D", reason="x", actor=chief, device="web", now=moment(NOW))


@pytest.mark.parametrize(
    ("role", "said_by", "rule"),
    [
        ("gate_officer", "L1", "not_permitted state:gate.entry_approved"),
        ("gate_officer", "OF-gate_officer", None),
        ("leader", "P1", None),
    ],
)
def test_a_withdrawal_is_taken_back_by_who_said_it_or_by_who_approves(
    role: Any, said_by: str, rule: str | None
) -> None:
    withdrawn = gate.EntryWithdrawn(approval="A1", withdrawn_by=said_by, reason="no need")
    assert replaced(withdrawn, by=actor_of(role, "QZ-D"), said_by=said_by) == rule


@pytest.mark.parametrize(
    "instant", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00Z"]
)
def test_an_instant_outside_any_calendar_is_refused_by_itself(client: Client, instant: str) -> None:
    record()
    duty = token_of("duty_officer", "QZ-D")
    wrong = {**sweep("A"), "occurred": instant}
    assert refusal(wrong, client, duty) == (422, "malformed")
    answer = post(client, "facts/batch", [wrong, sweep("B")], **with_token(duty), **{"Device-Clock": instant})
    assert [row["outcome"] for row in told(answer)["results"]] == ["malformed", "disputed"]


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31"])
def test_a_day_outside_any_calendar_is_refused(client: Client, date: str) -> None:
    record()
    body = {"kind": "custody.deadline_set/1", "person": "D1", "until": date, "paper": "1"}
    value = {"body": body, "occurred": OCCURRED, "facility": "QZ-D"}
    assert refusal(value, client, token_of("duty_officer", "QZ-D")) == (422, "malformed")


@pytest.mark.parametrize("way", ["at", "known_at"])
@pytest.mark.parametrize("instant", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_one_may_look_at_any_instant(client: Client, way: str, instant: str) -> None:
    record()
    asked = {way: instant}
    answer = client.get("/api/v1/board", asked, headers=with_token(token_of("duty_officer", "QZ-D")))
    assert answer.status_code == 200


def test_what_is_nested_too_deeply_is_refused_by_itself(client: Client) -> None:
    record()
    duty = token_of("duty_officer", "QZ-D")
    deep = b'{"body":%s,"occurred":"2022-03-15T06:50:00+08:00","facility":"QZ-D"}' % DEEP
    answer = post(client, "facts", deep, **with_token(duty))
    assert (answer.status_code, answer.json()["rule"]) == (422, "malformed")
    lines = deep + b"\n" + json.dumps(sweep("A")).encode()
    results = told(post(client, "facts/batch", lines, **with_token(duty)))["results"]
    assert [row["outcome"] for row in results] == ["malformed", "accepted"]
    assert post(client, "facts/batch", DEEP, **with_token(duty)).status_code == 422


def test_a_clock_that_does_not_exist_is_refused() -> None:
    record()
    body = FacilityEstablished(name="x", sort="lock_up", county="QZ", city="TS", zone="Mars/Base")
    said = Statement(body=body, occurred=moment(NOW), facility="QZ-L")
    chief = actor_of("detachment_leader", "QZ-L")
    with pytest.raises(Malformed, match="time zone"):
        record_fact(said, actor=chief, device="web", now=moment(NOW))
