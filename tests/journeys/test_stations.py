"""Stations of a gate: who makes one, who takes one back, what it is given, and the page of them."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from lazaretto.access.actor import Refused
from lazaretto.access.tokens import Bearer, bearer
from lazaretto.actions.upload_passages import Upload, upload_passages
from lazaretto.ledger.tailing import live
from tests.journeys.city import NOW, sign_in, told
from tests.journeys.stationing import (
    GATE,
    at,
    by_stations,
    enrolled,
    gate_at_rest,
    outcomes,
    passage,
    queue,
    row,
    rows_of_house,
    send,
    waiting_rows,
)  # fmt: skip
from tests.stating import moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
UNKNOWN = "lzt_made-up"


@pytest.fixture(autouse=True)
def _a_gate_at_a_time_that_stands_still(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    gate_at_rest(monkeypatch, settings)


def test_an_officer_makes_a_browser_a_station_of_their_own_gate(client: Client) -> None:
    sign_in(client, "G1", "gate_officer", "QZ-D")
    made = told(send(client, "stations", {"post": "gate-1"}))
    assert made["device"] == "QZ-D/gate-1"
    assert datetime.fromisoformat(made["expires"]) == moment(NOW) + timedelta(days=30)
    assert outcomes(send(Client(), "uploads", queue(row(1)), made["token"])) == ["accepted"]
    (fact,) = by_stations()
    assert (fact.actor, fact.device, fact.skew) == ("QZ-D/gate-1", "QZ-D/gate-1", 0)


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


@pytest.mark.parametrize("post", ["", "Gate-1", "gate 1", "g" * 25, "gate/1", "-", "paper"])
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
