"""The OpenAPI document says what the API does, and nothing that is said to it makes it fall over."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, get_args

import jsonschema
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lazaretto.access.actor import Actor, Scope
from lazaretto.access.declaring import ATTRIBUTE
from lazaretto.access.roles import ACTS, Role
from lazaretto.access.scope import scoped
from lazaretto.access.stations import enrol
from lazaretto.access.tokens import issue_token
from lazaretto.api.schema import components
from lazaretto.api.urls import api
from lazaretto.facts.vocabulary import BY_TAG
from lazaretto.ledger.uploading import HeldBack, held_back
from tests.journeys.city import record, sign_in
from tests.stating import moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
QUERIES = [
    "at",
    "known_at",
    "facility",
    "clause",
    "subject",
    "skip",
    "limit",
    "after",
    "kind",
    "since",
    "status",
]
FINITE = st.floats(allow_nan=False, allow_infinity=False)  # JSON has no word for the others
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | FINITE | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
WORDS = (
    st.sampled_from(["A", "QZ-D", "QZ-D/T/01", "R1", "2022-03-15", "\x00", "甲", "", "x" * 3000]) | st.text()
)


@pytest.fixture(autouse=True)
def _the_clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment("03-15 12:00"))


@pytest.fixture
def document(client: Client) -> dict[str, Any]:
    sign_in(client, "QZ1", "duty_officer", "QZ-D")
    found: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return found


def operations() -> Iterator[Any]:
    for _, router in api._routers:
        for view in router.path_operations.values():
            yield from view.operations


def test_every_operation_says_which_act_it_is() -> None:
    declared = {op.view_func.__name__: getattr(op.view_func, ATTRIBUTE, None) for op in operations()}
    assert declared
    assert [name for name, act in declared.items() if act not in ACTS and act != "signed_in"] == []


def test_every_operation_asks_who_it_is(client: Client) -> None:
    """A stranger gets 401 at every address of the API but the document's own."""
    asked = 0
    for path in _addresses():
        answer = client.get(path)
        asked += 1
        assert answer.status_code in (401, 405), path
    assert asked > 8


def _addresses() -> list[str]:
    values = {"code": "QZ-D", "person": "A", "item": "018f0000-0000-7000-8000-000000000001", "document": "d",
              "version": "1", "old": "1", "new": "2", "device": "D", "facility": "QZ-D",
              "post": "gate-1", "incident": "I1", "draft": "D-1", "inspection": "I-1",
              "directive": "D-1", "dispatch": "T-1", "line": "nobody-mixed", "complaint": "C-1",
              "number": "H-1", "patrol": "P-1", "file": "checkpoint"}  # fmt: skip
    return ["/api/v1" + path.format(**values) for path in api.get_openapi_schema(path_prefix="")["paths"]]


def test_the_document_holds_every_kind_of_fact(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    kinds = document["components"]["schemas"]["Statement"]["properties"]["body"]
    assert set(kinds["discriminator"]["mapping"]) == set(BY_TAG)


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert set(_references(document)) <= known


def test_every_operation_describes_its_answers(document: dict[str, Any]) -> None:
    for path, methods in document["paths"].items():
        for method, said in methods.items():
            assert said["responses"], (method, path)
            assert said["summary"], (method, path)


def test_the_schemas_are_schemas() -> None:
    jsonschema.Draft202012Validator.check_schema({"$defs": components()})


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("board", "CityBoard"), ("facilities/QZ-D/day", "DaySheet"), ("obligations", "ObligationList"),
        ("findings", "FindingList"), ("persons/A/timeline?reason=x", "Timeline"), ("facts", "FactPage"),
        ("gate/QZ-D/pack", "Pack"), ("gate/QZ-D/stations", "StationsPage"),
        ("protocols", "DocumentList"), ("protocols/four-layer-2022/1", "ProtocolPage"),
        ("facilities/QZ-D/log", "LogPage"), ("facilities/QZ-D/log?day=2022-03-14", "LogPage"),
        ("facilities/QZ-D/roster", "RosterPage"), ("facilities/QZ-D/posts", "PostsPage"),
        ("facilities/QZ-D/roster-request", "Problem"), ("facilities/QZ-D/roster-drafts/D-1", "Problem"),
        ("logs", "LogsPage"), ("facilities/QZ-D/stock", "StockPage"), ("facilities/MJ-D/stock", "Problem"),
        ("facilities/QZ-D/log?day=2092-03-14", "Problem"), ("persons/A/timeline", "Problem"),
    ],
)  # fmt: skip
def test_answers_are_what_the_document_says(client: Client, path: str, shape: str) -> None:
    record()
    sign_in(client, "QZ1", "duty_officer", "QZ-D")
    answer = client.get(f"/api/v1/{path}").json()
    schema = {"$ref": f"#/components/schemas/{shape}", "components": {"schemas": components()}}
    jsonschema.validate(answer, schema, cls=jsonschema.Draft202012Validator)


def test_the_page_of_the_document_comes_from_here(client: Client) -> None:
    sign_in(client, "QZ1", "duty_officer", "QZ-D")
    page = client.get("/api/v1/docs")
    text = page.content.decode()
    assert page.status_code == 200
    assert "http://" not in text
    assert "https://" not in text
    assert "swagger-ui-bundle" in text
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]


@pytest.fixture
def headers() -> dict[str, str]:
    record()
    token = issue_token(
        device="D", role="duty_officer", facilities=("QZ-D",), expires=datetime(2022, 5, 1, tzinfo=UTC),
        actor=Actor("SEC", "security_admin", Scope()), now=moment("03-15 06:00"),
    )  # fmt: skip
    return {"Authorization": f"Bearer {token}"}


calm = settings(
    max_examples=60, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


@calm
@given(body=JSON.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=200))
def test_no_body_makes_it_fall_over(client: Client, headers: dict[str, str], body: bytes) -> None:
    for path in ("facts", "facts/batch", "devices", "gate/QZ-D/stations", "gate/QZ-D/uploads"):
        answer = client.post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)
        assert answer.status_code < 500, (path, body, answer.content)


@calm
@given(
    kind=st.sampled_from(sorted(BY_TAG)), values=st.data(),
    occurred=st.sampled_from(["2022-03-15T06:50:00+08:00", "2022-03-15", "0001-01-01T00:00:00+14:00",
                              "9999-12-31T23:59:59-12:00", "1969-12-31T23:59:59Z"]),
)  # fmt: skip
def test_no_statement_makes_it_fall_over(
    client: Client, headers: dict[str, str], kind: str, values: Any, occurred: str
) -> None:
    """Every kind with each of its fields holding anything, plausible or not."""
    fields = {
        name: values.draw(WORDS | st.lists(WORDS, max_size=3) | st.integers() | JSON, label=name)
        for name in BY_TAG[kind].__struct_fields__
    }
    said = {"body": {**fields, "kind": kind}, "occurred": occurred, "facility": "QZ-D"}
    body = json.dumps(said).encode(errors="replace")
    answer = client.post("/api/v1/facts", body, content_type="application/json", headers=headers)
    assert answer.status_code < 500, (said, answer.content)
    batch = client.post(
        "/api/v1/facts/batch", b"[" + body + b"]", content_type="application/json", headers=headers
    )
    assert batch.status_code < 500, (said, batch.content)


@calm
@given(query=st.dictionaries(
    st.sampled_from(QUERIES),
    WORDS | st.sampled_from(["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2022-03-15T07:00:00+08:00"]),
    max_size=4,
))  # fmt: skip
def test_no_query_makes_it_fall_over(client: Client, headers: dict[str, str], query: dict[str, str]) -> None:
    for path in ("board", "obligations", "findings", "facts", "facilities/QZ-D/day", "persons/A/timeline"):
        answer = client.get(f"/api/v1/{path}", {"reason": "x", **query}, headers=headers)
        assert answer.status_code < 500, (path, query, answer.content)


@calm
@given(
    row=JSON | st.dictionaries(st.sampled_from(["sequence", "nonce", "statement"]), JSON | WORDS, max_size=3)
    | st.fixed_dictionaries({
        "sequence": st.integers(1, 99), "nonce": st.integers(10_000_000, 10_000_050).map(str),
        "statement": JSON | st.dictionaries(st.sampled_from(["id", "body", "occurred", "facility"]), WORDS),
    }),
)  # fmt: skip
def test_no_row_of_a_station_makes_it_fall_over_and_none_goes_missing(
    client: Client, station: dict[str, str], row: Any
) -> None:
    data = json.dumps({"device_now": "2022-03-15T12:00:00+08:00", "rows": [row, row]})
    answer = client.post("/api/v1/gate/QZ-D/uploads", data, content_type="application/json", headers=station)
    assert answer.status_code == 200, (row, answer.content)
    first, again = answer.json()["results"]
    assert (first["outcome"], first["rules"]) == (again["outcome"], again["rules"])
    assert first["outcome"] in ("malformed", "refused")
    assert len({one.number for one in _held_back()}) >= 1


def _held_back() -> list[HeldBack]:
    with scoped(Scope(everywhere=True)):
        return held_back("QZ-D")


@pytest.fixture
def station() -> dict[str, str]:
    record()
    made = enrol(
        facility="QZ-D", post="gate-1", actor=Actor("G1", "gate_officer", Scope(frozenset({"QZ-D"}))),
        now=moment("03-15 06:00"), expires=datetime(2022, 5, 1, tzinfo=UTC), replace=False,
    )  # fmt: skip
    return {"Authorization": f"Bearer {made.token}"}


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for value in part.values():
            yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)


def test_roles_in_the_document_are_the_houses(document: dict[str, Any]) -> None:
    assert set(document["components"]["schemas"]["Device"]["properties"]["role"]["enum"]) == set(
        get_args(Role)
    )
