"""A roll-call from the draw to the history: two count, a third recounts, and anybody checks the draw."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.test import Client

from lazaretto.cli.main import main
from lazaretto.facts.duty import Enrolled, PhaseStarted
from lazaretto.facts.encoding import encode
from lazaretto.facts.fact import Fact
from lazaretto.facts.supervision import CameraSet
from lazaretto.ledger.tailing import live
from tests.cameras.camera import camera
from tests.journeys.city import record, sign_in, told
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
ALL, HOUSE, HISTORY = "/roll-calls", "/facilities/QZ-D/roll-calls", "/roll-calls/history"
API = "/api/v1/facilities/QZ-D/roll-calls"
CITY = "/api/v1/supervision/roll-calls"
R = "RC-QZ-D-220316-1"
SETTINGS = {"call_sign": "QZ-1", "camera": "YARD-1", "room": "Room 204"}


def staff() -> list[Fact]:
    """Three of A and two of B, by the phases that were stated."""
    found: list[Fact] = []
    for number, phase in enumerate(("A", "A", "A", "B", "B"), 1):
        person = f"S{number}"
        found += [
            fact(
                Enrolled(person=person, sex="male", post="officer", name="某人"), "03-01 08:00",
                number=400 + number, facility="QZ-D",
            ),
            fact(
                PhaseStarted(person=person, batch="1", phase=phase), "03-14 08:00",  # type: ignore[arg-type]
                number=420 + number, facility="QZ-D",
            ),
        ]  # fmt: skip
    return found


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The time of day, to be set."""
    now = [moment("03-15 08:00")]
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: now[0])

    def to(at: str) -> None:
        now[0] = moment(at)

    return to


@pytest.fixture
def people(clock: Any, settings: Any) -> dict[str, Client]:
    """Who takes part, each signed in."""
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    record(*staff())
    who = {
        "caller": ("TS2", "detachment_officer", ()), "second": ("TS3", "detachment_officer", ()),
        "third": ("TS4", "detachment_officer", ()), "house": ("QZ1", "duty_officer", ("QZ-D",)),
        "stranger": ("MJ1", "duty_officer", ("MJ-D",)),
    }  # fmt: skip
    found = {}
    for name, (code, role, facilities) in who.items():
        client = Client()
        client.cookies["django_language"] = "en"
        found[name] = sign_in(client, code, role, *facilities, everywhere=not facilities)
    return found


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content[:500]
    return str(answer.content.decode())


def press(client: Client, address: str, act: str, **fields: Any) -> Any:
    return client.post(address, {"act": act, "made": str(uuid4()), "facility": "QZ-D", **fields})


def good(client: Client, address: str, act: str, **fields: Any) -> None:
    answer = press(client, address, act, **fields)
    assert answer.status_code == 302, answer.content.decode()[-3000:]


def count(client: Client, inside: int, standby: int = 2, roll_call: str = R) -> Any:
    return press(client, ALL, "count", roll_call=roll_call, inside=inside, standby=standby, by="camera")


def drawn_time(client: Client, clock: Any) -> int:
    """The minute at which the first roll-call of the 16th is drawn: seen as it comes, and not before."""

    def due(minute: int) -> bool:
        clock(f"03-16 {minute // 60:02d}:{minute % 60:02d}")
        return bool(client.get(HOUSE).context["page"].due)

    step = 5  # it stays due for longer; first in strides, then minute by minute
    near = next(minute for minute in range(7 * 60, 19 * 60, step) if due(minute))
    return next(minute for minute in range(near - step + 1, near + 1) if due(minute))


def promised(people: dict[str, Client], clock: Any) -> None:
    good(people["caller"], HOUSE, "set", **SETTINGS)
    good(people["caller"], ALL, "promise")
    clock("03-16 07:00")


def called(people: dict[str, Client], clock: Any) -> None:
    """Called at a chosen time of the 16th, and answered."""
    clock("03-16 10:00")
    good(people["caller"], HOUSE, "set", **SETTINGS)
    good(people["caller"], ALL, "call")
    clock("03-16 10:04")
    good(people["house"], HOUSE, "gather", roll_call=R)


def test_from_the_draw_to_the_history(people: dict[str, Client], clock: Any, tmp_path: Path) -> None:
    promised(people, clock)
    assert people["caller"].get(HOUSE).context["page"].due == ()
    minute = drawn_time(people["caller"], clock)
    said = page(people["caller"], ALL)
    assert "Call now" in said
    assert "gather before camera YARD-1" in said
    assert "Room 204" in said
    assert people["house"].get(HOUSE).context["page"].due == ()  # the house learns of it by radio
    good(people["caller"], ALL, "call")
    assert "nobody passes the gate" in page(people["house"], HOUSE)
    assert "A roll-call runs" in page(people["house"], "/facilities/QZ-D")
    clock(f"03-16 {(minute + 5) // 60:02d}:{(minute + 5) % 60:02d}")
    good(people["house"], HOUSE, "gather", roll_call=R)
    assert count(people["caller"], 3).status_code == 302
    mine = people["caller"].get(ALL).content.decode()
    assert "now somebody else counts" in mine
    assert "First count" not in page(
        people["second"], ALL
    )  # whoever counts second counts, and does not agree
    assert count(people["second"], 2).status_code == 302
    assert people["caller"].get(ALL).context["page"].lines[0].card == "mismatched"
    refused = count(people["second"], 3)
    assert refused.status_code == 422
    assert "Somebody else counts this time" in refused.content.decode()
    assert count(people["third"], 3).status_code == 302
    good(people["third"], ALL, "close", roll_call=R, outcome="cleared", words="One stood behind a pillar")
    (call,) = people["house"].get(HOUSE).context["page"].calls
    assert (call.state, call.drawn, call.minutes, call.inside, call.standby) == ("cleared", True, 5, 3, 2)
    assert [(one.act, one.who, one.inside) for one in call.counts] == [
        ("count", "TS2", 3), ("check", "TS3", 2), ("recount", "TS4", 3),
    ]  # fmt: skip
    (due,) = people["house"].get(HOUSE).context["page"].due
    assert due.state == "met"
    assert people["house"].get(f"{HOUSE}/draw.json").status_code == 404  # the day is not over
    history = people["caller"].get(HISTORY).context
    (shift,) = next(one for one in history["page"].houses if one.house.code == "QZ-D").shifts
    assert (shift.label.en, len(shift.calls), shift.middle, shift.mismatched) == ("The day", 1, 5, 1)
    clock("03-17 09:00")
    checked_by_anybody(people["house"], tmp_path, minute)


def checked_by_anybody(client: Client, folder: Path, minute: int) -> None:
    """The file of the day and the facts, and nothing else of this installation."""
    assert "Secret of this day" in page(client, f"{HOUSE}?day=2022-03-16")
    answer = client.get(f"{HOUSE}/draw.json?day=2022-03-16")
    draw, facts = folder / "draw.json", folder / "facts.jsonl"
    draw.write_bytes(answer.content)
    facts.write_bytes(b"".join(encode(one) + b"\n" for one in live().facts))
    assert minute in json.loads(answer.content)["minutes"]
    run = CliRunner().invoke(main, ["roll-calls", "verify", str(draw), "--facts", str(facts), "--lang", "en"])
    assert run.exit_code == 0, run.output
    assert "leads to the published anchor" in run.output
    assert f"{minute // 60:02d}:{minute % 60:02d}" in run.output


def test_the_same_person_counts_once(people: dict[str, Client], clock: Any) -> None:
    called(people, clock)
    assert count(people["caller"], 3).status_code == 302
    refused = count(people["caller"], 3)
    assert refused.status_code == 422
    assert "TS2 counted before" in refused.content.decode()
    assert (
        press(people["house"], HOUSE, "count", roll_call=R, inside=3, standby=2, by="spot").status_code == 302
    )
    (call,) = people["house"].get(HOUSE).context["page"].calls
    assert (call.state, call.counts[1].by, call.counts[1].who) == ("matched", "spot", "QZ1")


def test_a_count_pressed_twice_is_one(people: dict[str, Client], clock: Any) -> None:
    called(people, clock)
    form = {
        "act": "count", "made": str(uuid4()), "facility": "QZ-D", "roll_call": R, "inside": 3, "standby": 2,
    }  # fmt: skip
    assert [people["caller"].post(ALL, form).status_code for _ in range(2)] == [302, 302]
    assert people["caller"].get(HOUSE).context["page"].calls[0].state == "counted"


@pytest.mark.parametrize("typed", ["", "three", "-1", "99999"])
def test_what_was_not_counted_is_not_filled_in(people: dict[str, Client], clock: Any, typed: str) -> None:
    called(people, clock)
    answer = press(people["caller"], ALL, "count", roll_call=R, inside=typed, standby="2")
    assert answer.status_code == 422
    assert "write 0" in answer.content.decode()
    assert 'name="standby" value="2"' in answer.content.decode()  # nothing typed is lost
    assert people["caller"].get(HOUSE).context["page"].calls[0].counts == ()


def test_a_house_is_called_once_at_a_time(people: dict[str, Client], clock: Any) -> None:
    called(people, clock)
    refused = press(people["second"], ALL, "call")
    assert refused.status_code == 422
    assert "is being called already" in refused.content.decode()
    answered = press(people["caller"], ALL, "gather", roll_call=R)
    assert answered.status_code == 422  # it had answered: nothing is doubled
    good(people["caller"], ALL, "close", roll_call=R, outcome="stood_down", words="The net failed")
    good(people["second"], ALL, "call")
    codes = [call.code for call in people["second"].get(HOUSE).context["page"].calls]
    assert codes == ["RC-QZ-D-220316-2", R]


def test_what_is_found_is_raised_in_the_same_breath(people: dict[str, Client], clock: Any) -> None:
    called(people, clock)
    for who, inside in (("caller", 3), ("second", 2), ("third", 2)):
        assert count(people[who], inside).status_code == 302
    good(people["third"], ALL, "close", roll_call=R, outcome="found", words="S3 was asleep in the store")
    said = page(people["house"], "/facilities/QZ-D/findings")
    assert f"{R}-F" in said
    assert "asleep in the store" in said


def test_a_shift_is_counted_beside_a_picture_of_its_camera(people: dict[str, Client], clock: Any) -> None:
    with camera() as address:
        record(
            fact(
                CameraSet(camera="YARD-1", address=address, covers="administration"),
                "03-16 08:00",
                number=440,
            )
        )
        called(people, clock)
        taken = press(people["caller"], HOUSE, "picture", camera="YARD-1")
    assert taken.status_code == 302, taken.content.decode()[-2000:]
    digest = taken.headers["Location"].partition("picture=")[2].partition("#")[0]
    shown = page(people["caller"], f"{HOUSE}?picture={digest}")
    assert f"looks/pictures/{digest}?reason=" in shown
    counted = press(
        people["caller"], HOUSE, "count", roll_call=R, inside=3, standby=2, by="camera", picture=digest
    )
    assert counted.status_code == 302
    (call,) = people["caller"].get(HOUSE).context["page"].calls
    assert call.counts[0].image == digest
    assert "Take a picture" not in page(people["house"], HOUSE)  # pictures are the detachment's


def test_only_the_detachment_calls_and_ends(people: dict[str, Client], clock: Any) -> None:
    called(people, clock)
    assert press(people["house"], HOUSE, "call").status_code == 403
    assert (
        press(people["house"], HOUSE, "close", roll_call=R, outcome="stood_down", words="x").status_code
        == 403
    )
    assert people["stranger"].get(HOUSE).status_code in (403, 404)


def test_the_live_page_is_sent_again_only_when_something_changed(
    people: dict[str, Client], clock: Any
) -> None:
    stamp = people["caller"].get(ALL).context["stamp"]
    headers = {"HX-Request": "true", "X-Refresh": "1"}
    assert people["caller"].get(f"{ALL}?seen={stamp}", headers=headers).status_code == 204
    called(people, clock)
    answer = people["caller"].get(f"{ALL}?seen={stamp}", headers=headers)
    assert answer.status_code == 200
    assert b"<html" not in answer.content
    assert told(people["caller"].get(API))["running"]["code"] == R


def test_every_page_of_the_house_says_that_its_gate_is_held(people: dict[str, Client], clock: Any) -> None:
    called(people, clock)
    held = "A roll-call runs in QZ-D since 10:00"
    for who, address, seen in (
        ("house", "/me", True), ("house", "/facilities/QZ-D/cells", True), ("stranger", "/me", False),
        ("caller", "/facilities/QZ-D", True), ("caller", "/facilities/MJ-D", False),
    ):  # fmt: skip
        assert (held in page(people[who], address)) is seen, address
    clock("03-16 11:00")  # it holds nobody any longer, whether or not somebody ended it
    assert held not in page(people["house"], "/facilities/QZ-D")


def test_programs_read_and_state_roll_calls(people: dict[str, Client], clock: Any) -> None:
    called(people, clock)
    assert count(people["caller"], 3).status_code == 302
    for who, seen in (("caller", 1), ("second", 0), ("house", 0)):
        assert len(told(people[who].get(API))["running"]["counts"]) == seen
    city = told(people["second"].get(CITY))
    assert [(one["facility"], one["card"]) for one in city["houses"]] == [
        ("QZ-D", "running"),
        ("MJ-D", "none"),
    ]
    said = {
        "kind": "supervision.roll_call_checked/1", "roll_call": R, "by": "spot", "inside": 3, "standby": 2,
    }  # fmt: skip

    def state(who: str, code: str) -> Any:
        fact = {
            "body": {**said, "counted_by": code},
            "occurred": "2022-03-16T10:05:00+08:00",
            "facility": "QZ-D",
        }
        return people[who].post("/api/v1/facts", fact, content_type="application/json")

    refused = state("caller", "TS2")
    assert (refused.status_code, refused.json()["rule"]) == (422, "counter_counted_before")
    clock("03-16 10:06")
    told(state("house", "QZ1"))
    assert told(people["caller"].get(API))["calls"][0]["state"] == "matched"
    (answers,) = told(people["caller"].get(f"{CITY}/history"))["answers"]
    assert (answers["facility"], answers["calls"], answers["middle"], answers["matched"]) == ("QZ-D", 1, 4, 1)
