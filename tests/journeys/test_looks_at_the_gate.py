"""Looks at a gate by page and program: a picture of a real camera, the counts, what is kept, who sees it."""

import json
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest
from django.test import Client

from lazaretto.access.models import Read
from lazaretto.audit.draw_checking import ToldDraw, check
from lazaretto.audit.drawing import Commitment, drawn, keeps
from lazaretto.facts.gate import Entered
from lazaretto.facts.supervision import CameraSet
from tests.cameras.camera import camera
from tests.database.sql import sql
from tests.journeys.city import clock, record, sign_in, told
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = "03-15 08:00"
PAGE, API = "/facilities/QZ-D/looks", "/api/v1/facilities/QZ-D/looks"
COUNTED = {"act": "look", "people": "2", "vehicles": "1", "consignments": "0", "words": "food van"}


def entered(number: int, at: str, subject: str, category: str = "person") -> Any:
    body = Entered(category=category, subject=subject, zone="administration")  # type: ignore[arg-type]
    return fact(body, at, number=number, facility="QZ-D")


def at(monkeypatch: pytest.MonkeyPatch, instant: str) -> None:
    for module in ("web.gate_looks", "web.reconciliation", "web.findings", "api.supervision"):
        monkeypatch.setattr(f"lazaretto.{module}.now", clock(instant))


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, NOW)


@pytest.fixture
def watch(client: Client) -> Client:
    """The detachment's duty officer, in English."""
    record(
        entered(300, "03-15 07:40", "S1"), entered(301, "03-15 07:50", "S2"),
        entered(302, "03-15 07:55", "S3"), entered(303, "03-15 07:56", "V1", "vehicle"),
    )  # fmt: skip
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return sign_in(client, "TSZ7", "detachment_officer", everywhere=True)


def set_camera(address: str) -> None:
    record(fact(CameraSet(camera="GATE-1", address=address), "03-10 08:00", number=310, facility="QZ-D"))


def test_a_count_by_hand_stands_beside_the_register(watch: Client) -> None:
    page = watch.get(PAGE).content.decode()
    assert "No camera is set here" in page
    assert "The register says 2 since 07:45." in page
    assert watch.post(PAGE, COUNTED).status_code == 302
    (look,) = told(watch.get(API))["looks"]
    assert (look["how"], look["saw"], look["register"], look["by"]) == ("hand", [2, 1, 0], [2, 1, 0], "TSZ7")
    assert "agrees" in watch.get(PAGE).content.decode()


def test_a_difference_is_shown(watch: Client) -> None:
    watch.post(PAGE, {**COUNTED, "people": "5"})
    assert "differs" in watch.get(PAGE).content.decode()


@pytest.mark.parametrize("people", ["", "two", "-1", "99999"])
def test_what_was_not_counted_is_not_filled_in(watch: Client, people: str) -> None:
    answer = watch.post(PAGE, {**COUNTED, "people": people})
    assert answer.status_code == 422
    assert "Where nothing passed, write 0" in answer.content.decode()
    assert "food van" in answer.content.decode()  # nothing typed is lost
    assert told(watch.get(API))["looks"] == []


def test_a_picture_is_taken_counted_and_kept_for_those_who_may_see_it(watch: Client) -> None:
    with camera() as address:
        set_camera(address)
        answer = watch.post(PAGE, {"act": "take", "camera": "GATE-1"})
    assert answer.status_code == 302, answer.content
    digest = answer["Location"].partition("picture=")[2].partition("#")[0]
    page = watch.get(PAGE, {"picture": digest}).content.decode()
    assert f"/facilities/QZ-D/looks/pictures/{digest}?reason=" in page
    shown = watch.get(f"{PAGE}/pictures/{digest}", {"reason": "look at the gate"})
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert shown["Cache-Control"] == "no-store"
    assert sha256(shown.content).hexdigest() == digest
    assert watch.post(PAGE, {**COUNTED, "picture": digest}).status_code == 302
    (look,) = told(watch.get(API))["looks"]
    assert (look["how"], look["camera"], look["image"]) == ("camera", "GATE-1", digest)
    line = Read.objects.get()
    assert (line.reader, line.subject, line.facility) == ("TSZ7", f"picture:{digest[:24]}", "QZ-D")


def picture_of(watch: Client) -> str:
    with camera() as address:
        set_camera(address)
        answer = watch.post(PAGE, {"act": "take", "camera": "GATE-1"})
    watch.post(PAGE, {**COUNTED, "picture": (digest := answer["Location"].partition("picture=")[2][:64])})
    return digest


def test_no_reason_no_picture(watch: Client) -> None:
    digest = picture_of(watch)
    assert watch.get(f"{PAGE}/pictures/{digest}").status_code in (403, 422)


def test_the_house_sees_that_it_was_looked_at_and_not_the_picture(watch: Client) -> None:
    digest = picture_of(watch)
    house = sign_in(Client(), "QZ9", "duty_officer", "QZ-D")
    page = house.get(PAGE, headers={"accept-language": "en"}).content.decode()
    assert "kept by the detachment" in page
    assert digest not in page
    assert house.get(f"{PAGE}/pictures/{digest}", {"reason": "curious"}).status_code == 403
    assert house.post(PAGE, COUNTED).status_code == 403
    inspector = sign_in(Client(), "JC1", "inspector", "QZ-D")
    assert inspector.get(f"{PAGE}/pictures/{digest}", {"reason": "inspection"}).status_code == 200
    elsewhere = sign_in(Client(), "JC2", "inspector", "MJ-D")
    assert elsewhere.get(f"{PAGE}/pictures/{digest}", {"reason": "inspection"}).status_code == 403


def test_what_was_seen_at_the_gate_is_raised_with_its_picture_and_linked(watch: Client) -> None:
    digest = picture_of(watch)
    page = watch.get(PAGE).content.decode()
    form = page.split('href="/facilities/QZ-D/findings?')[1].split('"')[0]
    assert f"picture={digest}" in form
    shown = watch.get(f"/facilities/QZ-D/findings?{form.replace('&amp;', '&').partition('#')[0]}")
    text = shown.content.decode()
    assert f'name="picture" value="{digest}"' in text
    assert "food van" in text
    (look,) = told(watch.get(API))["looks"]
    raised = {
        "act": "raise", "made": text.split('name="made" value="')[1].split('"')[0], "of": look["fact"],
        "about": "gate-check", "origin": "gate_look", "severity": "warning", "seen": "Nobody checked it.",
        "picture": digest,
    }  # fmt: skip
    answer = watch.post("/facilities/QZ-D/findings", raised)
    assert answer.status_code == 302, answer.content
    assert f"/facilities/QZ-D/evidence/{digest}" in watch.get(answer["Location"]).content.decode()
    assert f'href="{answer["Location"]}"' in watch.get(PAGE).content.decode()
    house = sign_in(Client(), "QZ8", "duty_officer", "QZ-D")
    assert (
        house.post("/facilities/QZ-D/findings", raised).status_code == 403
    )  # nor may it take the picture so


def test_after_its_days_a_picture_is_refused_and_deleted_on_the_next_look(
    watch: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = picture_of(watch)
    at(monkeypatch, "04-14 08:01")
    answer = watch.get(f"{PAGE}/pictures/{digest}", {"reason": "inspection"})
    assert answer.status_code != 200
    assert "pictures of a gate are deleted" in answer.content.decode()
    with camera() as address:
        set_camera(address)
        monkeypatch.setattr("lazaretto.actions.take_picture.snapshot", _another)
        watch.post(PAGE, {"act": "take", "camera": "GATE-1"})
    sql("SELECT set_config('lazaretto.facilities', '*', false)")
    assert [row[0] for row in sql("SELECT digest FROM ledger_picture")] == [sha256(_ANOTHER).hexdigest()]
    assert [look["image"] for look in told(watch.get(API, {"day": "2022-03-15"}))["looks"]] == [digest]


_ANOTHER = b"\xff\xd8\xff another \xff\xd9"


def _another(*_: Any, **__: Any) -> Any:
    from lazaretto.cameras.pictures import Picture

    return Picture(_ANOTHER)


@pytest.mark.parametrize(
    ("manner", "says"), [("cut", "is no picture"), ("guarded", "another name or password")]
)
def test_a_bad_camera_is_said_and_the_count_goes_on_by_hand(watch: Client, manner: str, says: str) -> None:
    with camera(manner) as address:
        set_camera(address)
        answer = watch.post(PAGE, {"act": "take", "camera": "GATE-1"})
    assert answer.status_code == 502
    assert says in answer.content.decode()
    assert "State the count by hand" in answer.content.decode()


def test_a_guarded_camera_opens_with_what_the_installation_keeps(
    watch: Client, settings: Any, tmp_path: Path
) -> None:
    settings.CAMERAS_FILE = tmp_path / "cameras.json"
    with camera("guarded") as address:
        kept = {"host": urlsplit(address).netloc, "name": "looker", "password": "Qin gate 7"}
        settings.CAMERAS_FILE.write_text(json.dumps({"QZ-D": {"GATE-1": kept}}))
        set_camera(address)
        assert watch.post(PAGE, {"act": "take", "camera": "GATE-1"}).status_code == 302


def test_a_camera_that_was_never_set_is_refused(watch: Client) -> None:
    answer = watch.post(PAGE, {"act": "take", "camera": "GATE-9"})
    assert answer.status_code == 422
    assert "has no camera GATE-9" in answer.content.decode()


def test_drawn_looks_are_promised_shown_in_their_time_and_checked_afterwards(
    watch: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert watch.post(PAGE, {"act": "promise"}).status_code == 302
    again = watch.post(PAGE, {"act": "promise"})
    assert again.status_code == 422
    assert "promised until" in again.content.decode()
    assert told(watch.get(API))["revealed"] is None  # of the day of the promise nothing is drawn
    at(monkeypatch, "03-16 06:00")
    morning = told(watch.get(API))
    assert (morning["drawn"], morning["revealed"]["secret"], morning["revealed"]["kept"]) == ([], None, True)
    at(monkeypatch, "03-17 09:00")
    page = told(watch.get(API, {"day": "2022-03-16"}))
    shown = page["revealed"]
    day, secret = date(2022, 3, 16), bytes.fromhex(shown["secret"])
    promised = Commitment(shown["anchor"], date.fromisoformat(shown["first"]), shown["days"])
    assert promised.first == day
    assert keeps(promised, day, secret=secret)
    file = msgspec.json.decode(watch.get(f"{PAGE}/draw.json?day=2022-03-16").content, type=ToldDraw)
    assert check(file).holds
    minutes = drawn(secret, facility="QZ-D", day=day, count=2, minutes=range(420, 1320))
    assert shown["minutes"] == list(minutes)
    midnight = moment("03-16 00:00")
    opens = [(midnight + timedelta(minutes=minute)).isoformat() for minute in minutes]
    assert [due["opens"].replace("Z", "+00:00") for due in page["drawn"]] == opens
    assert {due["state"] for due in page["drawn"]} == {"missed"}
    looked = f"{opens[0]}"
    at(monkeypatch, _local(minutes[0]))
    assert told(watch.get(API))["drawn"][0]["state"] == "due", looked
    house = sign_in(Client(), "QZ9", "duty_officer", "QZ-D")
    assert told(house.get(API))["drawn"] == []  # the house learns of it afterwards
    watch.post(PAGE, COUNTED)
    (look,) = told(watch.get(API))["looks"]
    assert look["drawn"] is True
    assert told(house.get(API))["drawn"][0]["state"] == "met"


def _local(minute: int) -> str:
    return f"03-16 {minute // 60:02d}:{minute % 60:02d}"


def test_one_press_promises_every_gate_in_scope(watch: Client) -> None:
    assert watch.post("/reconciliation/promise").status_code == 302
    city = told(watch.get("/api/v1/reconciliation"))
    assert city["promised"] is True
    assert watch.post("/reconciliation/promise").status_code == 302  # and again: nothing is promised twice
    sql("SELECT set_config('lazaretto.facilities', '*', false)")
    kinds = sql("SELECT facility FROM ledger_fact WHERE kind LIKE 'supervision.draw_committed%%' ORDER BY 1")
    assert kinds == [("MJ-D",), ("QZ-D",)]


def test_the_secret_of_another_installation_draws_nothing(
    watch: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch.post(PAGE, {"act": "promise"})
    settings.DRAW_SECRET = "another installation's"
    at(monkeypatch, "03-17 09:00")
    shown = told(watch.get(API, {"day": "2022-03-16"}))
    assert (shown["revealed"]["kept"], shown["revealed"]["secret"], shown["drawn"]) == (False, None, [])
    assert "is not on this server" in watch.get(PAGE).content.decode()
