"""A gate's station sends its queue: every row once, whatever broke in between; nothing of it is lost."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from lazaretto.access.actor import Refused, Scope
from lazaretto.access.scope import scoped
from lazaretto.access.tokens import Bearer, bearer
from lazaretto.actions.upload_passages import Upload, upload_passages
from lazaretto.facts.fact import Fact
from lazaretto.ledger.tailing import live
from lazaretto.ledger.uploading import HeldBack, held_back
from tests.journeys.city import NOW, record, sign_in, told
from tests.stating import moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
GATE = "/api/v1/gate/QZ-D"
UNKNOWN = "lzt_made-up"
ADMITTED = {"kind": "custody.admitted/1", "person": "A", "cell": "QZ-D/T/01", "sex": "male"}
ASKED = {  # an entry from eight until seven
    "kind": "gate.entry_requested/1", "approval": "R1", "category": "person", "subject": "V1",
    "purpose": "repair", "opens": "2022-03-15T08:00:00+08:00", "closes": "2022-03-15T07:00:00+08:00",
    "requested_by": "S1", "zone": "guarded",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _a_gate_at_a_time_that_stands_still(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
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
    assert set(rules(answer)) == {"device_clock_wrong"} or "in_the_future" in rules(answer)
    assert [fact.skew for fact in by_stations()] == [3 * 86_400] * 2


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


def test_a_revoked_and_an_expired_station_are_told_which(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, other = enrolled("gate-1"), enrolled("gate-2")
    leader = sign_in(Client(), "L1", "leader", "QZ-D")
    assert leader.delete(f"{GATE}/stations/gate-1").status_code == 204
    gone = send(client, "uploads", queue(row(1)), token)
    at(monkeypatch, moment(NOW) + timedelta(days=30))
    late = send(client, "uploads", queue(row(1)), other)
    unknown = send(client, "uploads", queue(row(1)), UNKNOWN)
    said = [(a.status_code, a.json()["rule"], a["WWW-Authenticate"]) for a in (gone, late, unknown)]
    challenge = 'Bearer realm="lazaretto"'
    assert said == [
        (401, "station_revoked", challenge), (401, "station_expired", challenge),
        (401, "not_signed_in", challenge),
    ]  # fmt: skip
    assert gone["Content-Type"] == "application/problem+json"
    assert by_stations() == []


def test_a_station_revoked_while_its_upload_is_under_way_states_nothing(client: Client) -> None:
    """The token was read before it was taken back; what it sends is refused all the same."""
    token = enrolled()
    station = bearer(token, now=moment(NOW))
    assert isinstance(station, Bearer)
    sign_in(Client(), "L1", "leader", "QZ-D").delete(f"{GATE}/stations/gate-1")
    upload = Upload((json.dumps(row(1)).encode(),), moment(NOW))
    with pytest.raises(Refused, match="station_revoked"):
        upload_passages("QZ-D", upload, station=station, now=moment(NOW))
    assert by_stations() == []
    assert outcomes(send(client, "uploads", queue(row(1)), enrolled("gate-1", replace=True))) == ["accepted"]


def test_a_post_is_taken_over_only_when_that_is_said(client: Client) -> None:
    token = enrolled()
    officer = sign_in(client, "G9", "duty_officer", "QZ-D")
    taken = send(officer, "stations", {"post": "gate-1"})
    assert (taken.status_code, taken.json()["rule"]) == (409, "post_taken")
    assert taken.json()["values"]["by"] == "QZ-gate-1-0"
    assert outcomes(send(Client(), "uploads", queue(row(1)), token)) == ["accepted"]
    assert send(officer, "stations", {"post": "gate-1", "replace": True}).status_code == 201
    assert send(Client(), "uploads", queue(row(2)), token).json()["rule"] == "station_revoked"


def test_a_post_past_its_day_is_free(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    enrolled()
    at(monkeypatch, moment(NOW) + timedelta(days=31))
    assert enrolled(post="gate-1", replace=False)


@pytest.mark.parametrize(
    ("role", "facility", "rule"),
    [("doctor", "QZ-D", "not_permitted"), ("inspector", "QZ-D", "not_permitted"),
     ("gate_officer", "MJ-D", "out_of_scope")],
)  # fmt: skip
def test_who_may_not_stand_at_this_gate_enrols_no_station(
    client: Client, role: str, facility: str, rule: str
) -> None:
    sign_in(client, "X1", role, facility)
    answer = send(client, "stations", {"post": "gate-1"})
    assert (answer.status_code, answer.json()["rule"]) == (403, rule)


def test_a_station_enrols_and_ends_no_other(client: Client) -> None:
    token = enrolled()
    answer = send(client, "stations", {"post": "gate-2"}, token)
    assert (answer.status_code, answer.json()["rule"]) == (403, "not_permitted")
    headers = {"Authorization": f"Bearer {token}"}
    assert client.delete(f"{GATE}/stations/gate-1", headers=headers).status_code == 403


@pytest.mark.parametrize("post", ["", "Gate-1", "gate 1", "g" * 25, "gate/1", "-"])
def test_a_post_has_a_plain_name(client: Client, post: str) -> None:
    sign_in(client, "G1", "gate_officer", "QZ-D")
    answer = send(client, "stations", {"post": post})
    assert (answer.status_code, answer.json()["rule"]) == (422, "malformed")


def test_a_facility_that_was_never_established_has_no_stations(client: Client) -> None:
    sign_in(client, "G1", "gate_officer", "GG-D")
    answer = client.post(
        "/api/v1/gate/GG-D/stations", json.dumps({"post": "gate-1"}), content_type="application/json"
    )
    assert (answer.status_code, answer.json()["rule"]) == (404, "unknown_facility")


def test_only_a_station_sends_a_queue_and_only_its_own_gates(client: Client) -> None:
    sign_in(client, "G1", "gate_officer", "QZ-D")
    assert send(client, "uploads", queue(row(1))).json()["rule"] == "station_needed"
    answer = Client().post(
        "/api/v1/gate/MJ-D/uploads", json.dumps(queue(row(1))), content_type="application/json",
        headers={"Authorization": f"Bearer {enrolled()}"},
    )  # fmt: skip
    assert (answer.status_code, answer.json()["rule"]) == (403, "out_of_scope")


def test_the_security_administrator_ends_a_station_and_reads_nothing_it_sent(client: Client) -> None:
    token = enrolled()
    send(client, "uploads", queue(row(1), row(2, statement={})), token)
    sign_in(client, "SEC1", "security_admin")
    page = told(client.get(f"{GATE}/stations"))
    assert (page["held"], page["lines"][0]["tally"]) == (None, None)
    assert page["lines"][0]["station"]["enrolled_by"] == "QZ-gate-1-0"
    assert "gate-1" in client.get("/facilities/QZ-D/stations").content.decode()
    assert client.delete(f"{GATE}/stations/gate-1").status_code == 204
    assert client.delete(f"{GATE}/stations/gate-1").status_code == 404


def test_the_page_tells_what_a_station_knows_and_what_waits(client: Client) -> None:
    token = enrolled()
    client.get(f"{GATE}/pack", headers={"Authorization": f"Bearer {token}"})
    send(client, "uploads", queue(row(1), row(4), row(5, statement={}), waiting=7), token)
    sign_in(client, "D1", "duty_officer", "QZ-D")
    (line,) = told(client.get(f"{GATE}/stations"))["lines"]
    assert (line["standing"], line["pack"], line["station"]["waiting"]) == (True, 0, 7)
    assert line["tally"] == {"rows": 3, "held_back": 1, "missing": [[2, 3]]}
    text = client.get("/facilities/QZ-D/stations").content.decode()
    assert "2–3" in text
    assert "gate-1" in text


def test_a_row_held_back_is_restated_and_stays_as_it_came(client: Client) -> None:
    token = enrolled()
    wrong = passage(1, body={**passage(1)["body"], "zone": "yard"})
    send(client, "uploads", queue(row(1, statement=wrong)), token)
    (held,) = waiting_rows()
    address = f"/facilities/QZ-D/stations/rows/{held.number}"
    sign_in(client, "D1", "duty_officer", "QZ-D")
    assert 'value="S-1"' in client.get(address).content.decode()
    form = {"act": "restate", "kind": "gate.entered", "category": "person", "subject": "S-1",
            "occurred": "2022-03-15T06:50"}  # fmt: skip
    assert client.post(address, form).status_code == 422  # no zone yet
    assert client.post(address, {**form, "zone": "guarded"}).status_code == 302
    (fact,) = [fact for fact in live().facts if fact.device == "web"]
    (row_now,) = rows_of_house()
    assert (row_now.how, row_now.fact, row_now.settled_by) == ("restated", fact.id, "D1")
    assert row_now.words == held.words
    assert client.post(address, {**form, "zone": "guarded"}).status_code == 422  # settled before
    assert len([fact for fact in live().facts if fact.device == "web"]) == 1


def test_a_row_is_put_aside_with_a_reason_and_never_deleted(client: Client) -> None:
    send(client, "uploads", queue("not a row"), enrolled())
    (held,) = waiting_rows()
    address = f"/facilities/QZ-D/stations/rows/{held.number}"
    sign_in(client, "D1", "duty_officer", "QZ-D")
    assert client.get(address + "?kind=gate.left").status_code == 200
    assert client.post(address, {"act": "dismiss", "reason": "  "}).status_code == 422
    assert client.post(address, {"act": "dismiss", "reason": "a test of the scanner"}).status_code == 302
    (row_now,) = rows_of_house()
    assert (row_now.how, row_now.reason, row_now.words) == (
        "dismissed",
        "a test of the scanner",
        '"not a row"',
    )
    assert "a test of the scanner" in client.get("/facilities/QZ-D/stations").content.decode()


def test_a_row_of_another_house_is_not_there(client: Client) -> None:
    send(client, "uploads", queue("not a row"), enrolled())
    (held,) = waiting_rows()
    sign_in(client, "D2", "duty_officer", "MJ-D")
    assert client.get(f"/facilities/MJ-D/stations/rows/{held.number}").status_code == 403
    assert client.get(f"/facilities/QZ-D/stations/rows/{held.number}").status_code == 403


def test_taking_a_station_back_is_asked_and_confirmed(client: Client) -> None:
    token = enrolled()
    sign_in(client, "L1", "leader", "QZ-D")
    asked = client.get("/facilities/QZ-D/stations?revoke=gate-1").content.decode()
    assert 'name="post" value="gate-1"' in asked
    assert send(Client(), "uploads", queue(row(1)), token).status_code == 200
    assert client.post("/facilities/QZ-D/stations", {"post": "gate-1"}).status_code == 302
    assert client.post("/facilities/QZ-D/stations", {"post": "gate-1"}).status_code == 422
    assert send(Client(), "uploads", queue(row(2)), token).status_code == 401


def test_a_gate_officer_sees_the_stations_and_takes_none_back(client: Client) -> None:
    enrolled()
    sign_in(client, "G1", "gate_officer", "QZ-D")
    assert "?revoke=" not in client.get("/facilities/QZ-D/stations").content.decode()
    assert client.post("/facilities/QZ-D/stations", {"post": "gate-1"}).status_code in (403, 422)
    assert client.get("/api/v1/gate/QZ-D/stations").json()["held"] is None


def rows_of_house() -> tuple[HeldBack, ...]:
    with scoped(Scope(everywhere=True)):
        return tuple(held_back("QZ-D"))


def waiting_rows() -> tuple[HeldBack, ...]:
    """Rows that nobody settled yet."""
    return tuple(one for one in rows_of_house() if one.how is None)
