"""A gate's station sends its queue: every row once, whatever broke in between; nothing of it is lost."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.journeys.city import NOW, sign_in, told
from tests.journeys.stationing import (
    by_stations,
    enrolled,
    gate_at_rest,
    outcomes,
    passage,
    queue,
    row,
    rules,
    send,
    waiting_rows,
)  # fmt: skip
from tests.stating import moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
ADMITTED = {"kind": "custody.admitted/1", "person": "A", "cell": "QZ-D/T/01", "sex": "male"}
ASKED = {  # an entry from eight until seven
    "kind": "gate.entry_requested/1", "approval": "R1", "category": "person", "subject": "V1",
    "purpose": "repair", "opens": "2022-03-15T08:00:00+08:00", "closes": "2022-03-15T07:00:00+08:00",
    "requested_by": "S1", "zone": "guarded",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _a_gate_at_a_time_that_stands_still(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    gate_at_rest(monkeypatch, settings)


def test_sending_twice_is_sending_once(client: Client) -> None:
    token = enrolled()
    first = send(client, "uploads", queue(row(1), row(2)), token)
    again = send(client, "uploads", queue(row(1), row(2), row(3), row(3)), token)
    assert outcomes(first) == ["accepted", "accepted"]
    assert outcomes(again) == ["duplicate", "duplicate", "accepted", "duplicate"]
    assert len(by_stations()) == 3


def test_a_passage_that_two_stations_saw_is_two_facts_and_one_carried_over_is_one(client: Client) -> None:
    """Each says what it saw; a queue that is sent again from another post says it once."""
    one, other = enrolled("gate-1"), enrolled("gate-2")
    assert outcomes(send(client, "uploads", queue(row(1), row(2)), one)) == ["accepted", "accepted"]
    seen_too = row(1, nonce="another-one", statement={**passage(1), "id": str(UUID(int=77))})
    carried = send(client, "uploads", queue(seen_too, row(2)), other)
    assert outcomes(carried) == ["accepted", "duplicate"]
    assert sorted(fact.device for fact in by_stations()) == ["QZ-D/gate-1", "QZ-D/gate-1", "QZ-D/gate-2"]


def test_an_id_with_other_words_is_refused_and_kept(client: Client) -> None:
    one, other = enrolled("gate-1"), enrolled("gate-2")
    send(client, "uploads", queue(row(1)), one)
    differs = row(1, statement=passage(1, occurred="2022-03-15T06:51:00+08:00"))
    answer = send(client, "uploads", queue(differs), other)
    assert (outcomes(answer), rules(answer)) == (["refused"], ["id_taken"])
    assert [held.device for held in waiting_rows()] == ["QZ-D/gate-2"]


def test_a_clock_that_is_days_off_loses_nothing(client: Client) -> None:
    """It happened while the clock was wrong: recorded, disputed, with the skew beside it."""
    token = enrolled()
    wrong = moment(NOW) + timedelta(days=3)
    ahead = row(1, statement=passage(1, occurred=wrong.isoformat()))
    answer = send(client, "uploads", queue(ahead, row(2), device_now=wrong.isoformat()), token)
    assert outcomes(answer) == ["disputed", "disputed"]
    assert rules(answer) == ["device_clock_wrong"] * 2
    assert [fact.skew for fact in by_stations()] == [3 * 86_400] * 2


def test_a_clock_that_was_put_right_meanwhile_loses_nothing(client: Client) -> None:
    token = enrolled()
    ahead = row(1, statement=passage(1, occurred=(moment(NOW) + timedelta(days=3)).isoformat()))
    answer = send(client, "uploads", queue(ahead, row(2)), token)
    assert (outcomes(answer), rules(answer)) == (["disputed", "accepted"], ["in_the_future"])


def test_a_mark_that_comes_again_with_other_content_is_nonce_reused_and_kept(client: Client) -> None:
    token = enrolled()
    send(client, "uploads", queue(row(1)), token)
    other = {**row(2), "nonce": row(1)["nonce"]}
    answer = send(client, "uploads", queue(other), token)
    again = send(client, "uploads", queue(other, row(1)), token)
    assert (outcomes(answer), rules(answer)) == (["refused"], ["nonce_reused"])
    assert outcomes(again) == ["refused", "duplicate"]
    assert len(by_stations()) == len(waiting_rows()) == 1


def test_the_same_mark_twice_in_one_upload_is_told_apart_by_its_content(client: Client) -> None:
    token = enrolled()
    twice = {**row(2), "nonce": row(1)["nonce"]}
    answer = send(client, "uploads", queue(row(1), twice, row(1)), token)
    assert (outcomes(answer), rules(answer)) == (["accepted", "refused", "duplicate"], ["nonce_reused"])


def test_the_same_mark_with_another_id_is_the_same_passage(client: Client) -> None:
    token = enrolled()
    send(client, "uploads", queue(row(1)), token)
    renumbered = row(1, statement=passage(1, id=str(UUID(int=5))))
    assert outcomes(send(client, "uploads", queue(renumbered), token)) == ["duplicate"]
    assert len(by_stations()) == 1


def test_numbers_that_never_came_are_told_until_they_come(client: Client) -> None:
    token = enrolled()
    sent = told(send(client, "uploads", queue(row(3), row(4), row(9)), token))
    assert sent["missing"] == [[1, 2], [5, 8]]
    assert told(send(client, "uploads", queue(*map(row, (1, 2, 6))), token))["missing"] == [[5, 5], [7, 8]]


def test_a_queue_that_outlives_its_token_keeps_its_count(client: Client) -> None:
    first = enrolled()
    send(client, "uploads", queue(row(1), row(3), queue="browser-a-1"), first)
    second = enrolled(replace=True)
    assert told(send(client, "uploads", queue(row(4), queue="browser-a-1"), second))["missing"] == [[2, 2]]
    assert told(send(client, "uploads", queue(row(2), queue="browser-a-1"), second))["missing"] == []
    assert told(send(client, "uploads", queue(row(6), queue="browser-b-1"), second))["missing"] == [[1, 5]]


def test_one_bad_row_never_stops_the_others_and_every_one_is_kept(client: Client) -> None:
    token = enrolled()
    rows = [
        row(1),
        row(2, statement=passage(2, facility="MJ-D")),
        row(3, statement={"body": {"kind": "no.such/1"}}),
        {"sequence": 4, "nonce": "nonce-000004"},
        "not a row",
        row(5, nonce="short"),
        row(6, statement=passage(6, body=ADMITTED)),
        row(7, statement=passage(7, body=ASKED)),
        row(8),
    ]  # fmt: skip
    answer = send(client, "uploads", queue(*rows), token)
    assert outcomes(answer) == [
        "accepted", "refused", "malformed", "malformed", "malformed", "malformed", "refused", "refused",
        "accepted",
    ]  # fmt: skip
    assert {"out_of_scope", "malformed", "not_permitted", "window_reversed"} == set(rules(answer))
    assert [result["sequence"] for result in told(answer)["results"]] == [1, 2, 3, 4, None, 5, 6, 7, 8]
    assert told(answer)["missing"] == []
    assert len(waiting_rows()) == 7
    assert outcomes(send(client, "uploads", queue(*rows), token)) == [
        "duplicate", "refused", "malformed", "malformed", "malformed", "malformed", "refused", "refused",
        "duplicate",
    ]  # fmt: skip
    assert len(waiting_rows()) == 7


def test_what_contradicts_at_the_gate_is_never_refused(client: Client) -> None:
    """In twice, out without having come in, refused and let in: it is what the station saw."""
    token, out = enrolled(), {"category": "person", "subject": "S-1", "zone": "guarded"}
    turned = {"kind": "gate.refused/1", "category": "person", "subject": "S-1", "reason": "no code"}
    bodies = [
        {"kind": "gate.left/1", **out},
        {"kind": "gate.entered/1", **out},
        turned,
        {"kind": "gate.entered/1", **out},
    ]
    rows = [row(n, statement=passage(n, body=body)) for n, body in enumerate(bodies, 1)]
    assert set(outcomes(send(client, "uploads", queue(*rows), token))) <= {"accepted", "disputed"}
    assert len(by_stations()) == 4


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"\xff", b'{"rows": []}', b'{"device_now": "2022-03-15T07:00:00", "rows": []}',
     b'{"device_now": "2022-03-15T07:00:00+08:00", "rows": [{"sequence": 1,}]}', b"[" * 100_000],
    ids=["nothing", "half", "list", "no-utf8", "no-clock", "naive-clock", "broken-row", "deep"],
)  # fmt: skip
def test_what_is_no_upload_is_told_so_and_nothing_is_taken_from_the_queue(
    client: Client, body: bytes
) -> None:
    answer = send(client, "uploads", body, enrolled())
    assert (answer.status_code, answer.json()["rule"]) == (422, "malformed")


def test_too_many_rows_at_once_are_refused_whole(client: Client) -> None:
    token = enrolled()
    many = send(client, "uploads", queue(*range(5_001)), token)
    heavy = send(client, "uploads", b" " * 5_000_000, token)
    assert (many.status_code, many.json()["rule"]) == (413, "batch_too_large")
    assert heavy.status_code == 413
    assert waiting_rows() == ()


def test_a_row_that_is_nested_too_deeply_is_kept_like_any_other(client: Client) -> None:
    token = enrolled()
    deep = b'{"sequence": 1, "nonce": "nonce-deep-1", "statement": ' + b"[" * 3_000 + b"]" * 3_000 + b"}"
    body = b'{"device_now": "2022-03-15T07:00:00+08:00", "rows": [' + deep + b"]}"
    answer = send(client, "uploads", body, token)
    assert answer.status_code in (200, 422)
    if answer.status_code == 200:
        assert outcomes(answer) == ["malformed"]
        assert len(waiting_rows()) == 1


def test_only_a_station_sends_a_queue_and_only_its_own_gates(client: Client) -> None:
    sign_in(client, "G1", "gate_officer", "QZ-D")
    assert send(client, "uploads", queue(row(1))).json()["rule"] == "station_needed"
    answer = Client().post(
        "/api/v1/gate/MJ-D/uploads", json.dumps(queue(row(1))), content_type="application/json",
        headers={"Authorization": f"Bearer {enrolled()}"},
    )  # fmt: skip
    assert (answer.status_code, answer.json()["rule"]) == (403, "out_of_scope")
