"""Programs state facts: once, in batches, with a token or a session, and are told what is wrong."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.tokens import issue_token, revoke_token
from lazaretto.facts.encoding import MAX_BYTES
from lazaretto.facts.fact import Fact
from lazaretto.ledger.tailing import live
from tests.journeys.city import NOW, record, sign_in, told
from tests.stating import moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SECURITY = Actor("SEC", "security_admin", Scope())
ID = "018f0000-0000-7000-8000-000000000001"


@pytest.fixture(autouse=True)
def _the_clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment(NOW))


@pytest.fixture
def token() -> str:
    return issue_token(
        device="GATE-7", role="duty_officer", facilities=("QZ-D",), expires=moment("04-15 00:00"),
        actor=SECURITY, now=moment(NOW),
    )  # fmt: skip


def sweep(*people: str, **more: Any) -> dict[str, Any]:
    readings = [{"person": person, "celsius_tenths": 365} for person in people]
    body = {"kind": "hygiene.temperatures_taken/1", "readings": readings}
    return {"body": body, "occurred": "2022-03-15T06:50:00+08:00", "facility": "QZ-D", **more}


def post(client: Client, path: str, value: Any, **headers: str) -> Any:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return client.post(f"/api/v1/{path}", data, content_type="application/json", headers=headers)


def with_token(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def by_the_gate() -> Fact:
    """What the device stated."""
    return next(fact for fact in live().facts if fact.device == "GATE-7")


def test_a_device_states_a_fact_and_it_bears_its_name(client: Client, token: str) -> None:
    record()
    answer = post(client, "facts", sweep("A", "B", id=ID), **with_token(token))
    assert (answer.status_code, answer.json()["outcome"], answer.json()["fact"]) == (201, "accepted", ID)
    fact = by_the_gate()
    assert (fact.actor, fact.device, fact.recorded) == ("GATE-7", "GATE-7", moment(NOW))


def test_saying_it_twice_is_saying_it_once(client: Client, token: str) -> None:
    record()
    post(client, "facts", sweep("A", id=ID), **with_token(token))
    again = post(client, "facts", sweep("A", id=ID), **with_token(token))
    other = post(client, "facts", sweep("B", id=ID), **with_token(token))
    assert (again.status_code, again.json()["outcome"]) == (200, "duplicate")
    assert (other.status_code, other.json()["rule"]) == (409, "id_taken")


def test_what_contradicts_the_record_is_recorded_and_says_so(client: Client, token: str) -> None:
    record()
    body = {"kind": "custody.admitted/1", "person": "A", "cell": "QZ-D/T/02", "sex": "male"}
    answer = post(client, "facts", {**sweep("A"), "body": body}, **with_token(token))
    told = answer.json()
    assert (answer.status_code, told["outcome"]) == (201, "disputed")
    assert told["rules"][0]["rule"]
    assert len(told["rules"][0]["says"]) > len(told["rules"][0]["rule"])


def test_a_batch_has_a_result_for_every_row(client: Client, token: str) -> None:
    record()
    rows = [
        sweep("A", id=ID),
        sweep("A", id=ID),
        {**sweep("A"), "facility": "MJ-D"},
        {**sweep("A"), "body": {"kind": "no.such/1"}},
        {**sweep("A"), "occurred": "2022-03-16T06:50:00+08:00"},
    ]
    results = told(post(client, "facts/batch", rows, **with_token(token)))["results"]
    assert [r["outcome"] for r in results] == ["accepted", "duplicate", "refused", "malformed", "refused"]
    assert [rule["rule"] for r in results for rule in r["rules"]] == [
        "out_of_scope", "malformed", "in_the_future",
    ]  # fmt: skip


def test_a_batch_may_be_one_object_a_line(client: Client, token: str) -> None:
    record()
    lines = b"\n".join(json.dumps(sweep(person)).encode() for person in ("A", "B"))
    results = told(post(client, "facts/batch", lines, **with_token(token)))["results"]
    assert [r["outcome"] for r in results] == ["accepted", "accepted"]


def test_a_device_with_a_wrong_clock_is_believed_that_it_happened(client: Client, token: str) -> None:
    record()
    ahead = [{**sweep("A"), "occurred": "2022-03-15T09:50:00+08:00"}]
    headers = {**with_token(token), "Device-Clock": "2022-03-15T10:00:00+08:00"}
    (result,) = told(post(client, "facts/batch", ahead, **headers))["results"]
    assert result["outcome"] == "disputed"
    assert by_the_gate().skew == 3 * 3600


def test_a_naive_device_clock_is_refused(client: Client, token: str) -> None:
    headers = {**with_token(token), "Device-Clock": "2022-03-15T10:00:00"}
    answer = post(client, "facts/batch", [sweep("A")], **headers)
    assert (answer.status_code, answer.json()["rule"]) == (422, "malformed")


def test_nobody_states_without_a_token_or_a_session(client: Client) -> None:
    answer = post(client, "facts", sweep("A"))
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert post(client, "facts", sweep("A"), **with_token("lzt_made-up")).status_code == 401
    assert post(client, "facts", sweep("A"), Authorization="Basic YTpi").status_code == 401


def test_a_token_ends_and_can_be_taken_back(
    client: Client, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record()
    assert post(client, "facts", sweep("A"), **with_token(token)).status_code == 201
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment("04-15 00:00"))
    assert post(client, "facts", sweep("A"), **with_token(token)).status_code == 401
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment(NOW))
    revoke_token(device="GATE-7", actor=SECURITY, now=moment(NOW))
    assert post(client, "facts", sweep("A"), **with_token(token)).status_code == 401


def test_a_token_is_kept_only_as_its_digest(token: str) -> None:
    from lazaretto.access.models import Token

    (kept,) = Token.objects.all()
    assert token not in str(vars(kept))
    assert len(kept.digest) == 64


@pytest.mark.parametrize(
    ("role", "facilities", "days"),
    [("system_admin", ("QZ-D",), 1), ("doctor", (), 1), ("doctor", ("QZ-D",), 0)],
    ids=["administrator", "no-scope", "no-end"],
)
def test_tokens_that_are_not_issued(role: Any, facilities: tuple[str, ...], days: int) -> None:
    with pytest.raises(Refused, match="malformed"):
        issue_token(
            device="X", role=role, facilities=facilities, expires=moment(NOW) + timedelta(days=days),
            actor=SECURITY, now=moment(NOW),
        )  # fmt: skip


def test_only_the_security_administrator_issues(client: Client, token: str) -> None:
    asked = {"device": "D1", "role": "doctor", "facilities": ["QZ-D"], "expires": "2022-04-01T00:00:00+08:00"}
    assert post(client, "devices", asked, **with_token(token)).status_code == 403
    with override_settings(SECOND_FACTOR_ROLES=frozenset()):
        sign_in(client, "SEC1", "security_admin")
        issued = told(post(client, "devices", asked))
        twice = post(client, "devices", asked)
        gone = client.delete("/api/v1/devices/D1")
    assert issued["token"].startswith("lzt_")
    assert (twice.status_code, gone.status_code) == (422, 204)


def test_a_role_that_owes_a_second_factor_gets_nothing_without(client: Client) -> None:
    with override_settings(SECOND_FACTOR_ROLES=frozenset({"leader"})):
        answer = sign_in(client, "L1", "leader", "QZ-D").get("/api/v1/board")
    assert (answer.status_code, answer.json()["rule"]) == (403, "second_factor_owed")


def test_a_session_needs_our_own_form() -> None:
    record()
    client = sign_in(Client(enforce_csrf_checks=True), "QZ1", "duty_officer", "QZ-D")
    answer = post(client, "facts", sweep("A"))
    assert (answer.status_code, answer.json()["rule"]) == (403, "csrf_failed")
    client.get("/accounts/login/")
    client.cookies["csrftoken"] = "a" * 32
    assert post(client, "facts", sweep("A"), **{"X-CSRFToken": "a" * 32}).status_code == 201


def test_a_token_needs_no_form(token: str) -> None:
    record()
    client = Client(enforce_csrf_checks=True)
    assert post(client, "facts", sweep("A"), **with_token(token)).status_code == 201


def test_a_role_states_what_its_work_is(client: Client) -> None:
    record()
    sign_in(client, "G1", "gate_officer", "QZ-D")
    answer = post(client, "facts", sweep("A"))
    assert (answer.status_code, answer.json()["rule"]) == (403, "not_permitted")


def test_no_scope_no_statement(client: Client, token: str) -> None:
    answer = post(client, "facts", {**sweep("D"), "facility": "MJ-D"}, **with_token(token))
    assert (answer.status_code, answer.json()["rule"]) == (403, "out_of_scope")


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"body": {}}',
        b'{"body": {"kind": "hygiene.temperatures_taken/1"}, "occurred": "2022-03-15", "facility": "QZ-D"}',
    ],
    ids=["nothing", "half", "list", "null", "no-utf8", "empty-body", "no-instant"],
)  # fmt: skip
def test_what_is_no_statement_is_told_so(client: Client, token: str, body: bytes) -> None:
    answer = post(client, "facts", body, **with_token(token))
    assert (answer.status_code, answer.json()["rule"]) == (422, "malformed")
    assert "Traceback" not in answer.content.decode()


def test_a_problem_speaks_the_callers_language(client: Client, token: str) -> None:
    said = {
        language: post(
            client,
            "facts",
            {**sweep("D"), "facility": "MJ-D"},
            **with_token(token),
            **{"Accept-Language": language},
        ).json()
        for language in ("zh-hans", "zh-hant", "en")
    }
    assert len({problem["detail"] for problem in said.values()}) == 3
    assert all("MJ-D" in problem["detail"] for problem in said.values())
    assert {problem["rule"] for problem in said.values()} == {"out_of_scope"}


def test_too_much_is_refused(client: Client, token: str) -> None:
    long = post(client, "facts", b" " * (MAX_BYTES + 1), **with_token(token))
    huge = post(client, "facts/batch", b" " * 5_000_000, **with_token(token))
    many = post(client, "facts/batch", b"[" + b",".join([b"1"] * 5_001) + b"]", **with_token(token))
    assert [a.status_code for a in (long, huge, many)] == [413, 413, 413]
    assert long.json()["rule"] == "too_large"
