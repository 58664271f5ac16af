"""Patrols by page and program: set, walked, something seen and found, a stop left, a camera that is real."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lazaretto.access.actor import Scope
from lazaretto.access.models import Read
from lazaretto.access.scope import scoped
from lazaretto.facts.patrols import Stop, TourSet
from lazaretto.facts.supervision import CameraSet
from lazaretto.ledger.appending import append
from lazaretto.ledger.evidencing import digest_of
from tests.cameras.camera import camera
from tests.journeys.city import clock, record, sign_in, told
from tests.stating import fact

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HOUSE, EVERYWHERE = "/facilities/QZ-D/patrols", "/patrols"
API = "/api/v1/facilities/QZ-D/patrols"
STOPS = (
    Stop(stop="gate", title="The gate", place="QZ-D/K/gate", seconds=20),
    Stop(stop="wing", title="Wing one", camera="W-1", seconds=40),
    Stop(stop="yard", title="The yard"),
)
SEEN: dict[str, Any] = {
    "act": "raise", "words": "Somebody asleep at the post.", "about": "post-left", "severity": "warning",
}  # fmt: skip
MODULES = tuple(
    f"lazaretto.{name}.now"
    for name in (
        "web.patrols",
        "web.patrol",
        "web.patrol_tour",
        "web.findings",
        "web.gate_looks",
        "api.patrols",
    )
)


def at(monkeypatch: pytest.MonkeyPatch, instant: str) -> None:
    for module in MODULES:
        monkeypatch.setattr(module, clock(instant))


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset()
    at(monkeypatch, "03-15 09:00")


@pytest.fixture
def watch(client: Client) -> Client:
    """The detachment's duty officer, in English; one tour is set."""
    body = TourSet(tour="T1", title="Round the house", stops=STOPS, set_by="TSZ7")
    record(fact(body, "03-12 08:00", number=400, facility="QZ-D"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return sign_in(client, "TSZ7", "detachment_officer", everywhere=True)


def read(desk: Client, page: str) -> str:
    answer = desk.get(page)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def press(desk: Client, page: str, *, status: int = 302, **fields: Any) -> Any:
    made = read(desk, page).split('name="made" value="')[1].split('"')[0]
    answer = desk.post(page, {"made": made, **fields})
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer


def begun(watch: Client) -> str:
    answer = press(watch, EVERYWHERE, act="begin", facility="QZ-D", tour="T1")
    return str(urlsplit(answer["Location"]).path)


def stops(desk: Client, walk: str) -> list[str]:
    return [one["said"] for one in told(desk.get(f"/api/v1{walk}"))["walk"]["stops"]]


def test_a_tour_is_walked_and_what_was_seen_is_found(watch: Client) -> None:
    page = read(watch, EVERYWHERE)
    assert "Round the house" in page
    assert "owed by" in page
    assert told(watch.get("/api/v1/patrols"))["houses"][0]["tours"][0]["turns"][0]["state"] == "owed"
    walk = begun(watch)
    assert walk == f"{HOUSE}/PT-QZ-D-220315-1"
    assert "stop 1 of 3" in read(watch, walk)
    press(watch, walk, act="in_order", stop="gate")
    picture = SimpleUploadedFile("post.jpg", b"\xff\xd8\xff asleep \xff\xd9", content_type="image/jpeg")
    press(watch, walk, **SEEN, stop="wing", evidence=picture)
    page = read(watch, walk)
    assert "stop 3 of 3" in page
    (finding,) = told(watch.get("/api/v1/facilities/QZ-D/findings"))["findings"]
    assert (finding["origin"], finding["of"], finding["about"]) == ("patrol", "PT-QZ-D-220315-1", "post-left")
    link = f"/facilities/QZ-D/findings/{finding['finding']}"
    assert f'href="{link}"' in page
    found = read(watch, link)
    assert f'href="{walk}"' in found  # and back
    digest = digest_of(b"\xff\xd8\xff asleep \xff\xd9")
    assert f"/facilities/QZ-D/evidence/{digest}" in found
    press(watch, walk, act="in_order", stop="yard")
    press(watch, walk, act="end")
    assert stops(watch, walk) == ["in_order", "remarkable", "in_order"]
    turn = told(watch.get("/api/v1/patrols"))["houses"][0]["tours"][0]["turns"][0]
    assert turn["state"] == "met"
    assert "Every tour is walked" in read(watch, EVERYWHERE)


def test_a_stop_that_was_left_is_named_with_the_reason(
    watch: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = begun(watch)
    press(watch, walk, act="dark", stop="gate")
    press(watch, walk, act="skip", stop="wing", reason="Fire drill in the wing.")
    refused = press(watch, walk, act="end", status=422).content.decode()
    assert "1 stops have not been looked at, yard next" in refused
    assert "No reason is given" in press(watch, walk, act="break_off", status=422).content.decode()
    press(watch, walk, act="break_off", why="Called to the gate.")
    page = read(watch, walk)
    assert "Not looked at" in page
    assert "Called to the gate." in page
    at(monkeypatch, "03-16 09:30")
    page = read(watch, HOUSE)
    for words in ("no picture to be had", "Fire drill in the wing.", "Called to the gate.", "The yard"):
        assert words in page
    whys = {gap["area"]: gap["cell"]["why"] for gap in told(watch.get(API, {"days": 2}))["gaps"]}
    assert whys == {"QZ-D/K/gate": "dark", "Wing one": "skipped", "The yard": "broken_off"}
    assert told(watch.get("/api/v1/patrols"))["houses"][0]["tours"][0]["missed"]


def test_a_patrol_is_paused_and_gone_on_with_by_somebody_else(
    watch: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = begun(watch)
    press(watch, walk, act="in_order", stop="gate")
    page = read(watch, EVERYWHERE)
    assert "under way since 09:00 by TSZ7, 2 of 3 stops to go" in page
    other = sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), "TSZ8", "detachment_officer", everywhere=True)
    at(monkeypatch, "03-15 11:30")
    assert "left lying" in read(other, EVERYWHERE)
    again = {"made": str(UUID(int=7)), "act": "begin", "facility": "QZ-D", "tour": "T1"}
    assert urlsplit(other.post(HOUSE, again)["Location"]).path == walk  # nobody walks it a second time beside
    assert "stop 2 of 3" in read(other, walk)
    press(other, walk, act="in_order", stop="wing")
    assert stops(watch, walk) == ["in_order", "in_order", "left"]


def test_the_stop_s_camera_gives_its_picture_with_the_finding(watch: Client) -> None:
    walk = begun(watch)
    with camera() as address:
        body = CameraSet(camera="W-1", address=address, covers="guarded")
        record_camera = fact(body, "03-12 08:00", number=401, facility="QZ-D")
        _append(record_camera)
        taken = press(watch, walk, act="take", stop="gate", camera="W-1")
        digest = taken["Location"].partition("picture=")[2][:64]
        assert f"looks/pictures/{digest}" in read(watch, taken["Location"])
        press(watch, walk, act="in_order", stop="gate", picture=digest)
        press(watch, walk, **SEEN, stop="wing")
    looks = told(watch.get(f"/api/v1{walk}"))["walk"]["stops"]
    assert looks[0]["image"] == digest
    assert looks[1]["image"]
    shown = watch.get(f"/facilities/QZ-D/evidence/{looks[1]['image']}")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert Read.objects.filter(subject=f"evidence:{looks[1]['image'][:24]}").exists()


def test_a_camera_that_is_silent_leaves_the_finding_without_a_picture(watch: Client) -> None:
    _append(fact(CameraSet(camera="W-1", address="http://127.0.0.1:9/x"), "03-12 08:00", number=402))
    walk = begun(watch)
    press(watch, walk, **SEEN, stop="wing")
    page = read(watch, walk)
    assert "Raised as" in page
    assert "Nothing answers at the camera" in page
    assert stops(watch, walk) == ["left", "remarkable", "left"]


def test_pressed_twice_it_is_said_once(watch: Client) -> None:
    walk = begun(watch)
    made = read(watch, walk).split('name="made" value="')[1].split('"')[0]
    for _ in range(2):
        assert watch.post(walk, {"made": made, **SEEN, "stop": "gate"}).status_code == 302
    assert len(told(watch.get("/api/v1/facilities/QZ-D/findings"))["findings"]) == 1


@pytest.mark.parametrize("left_out", ["words", "about", "severity"])
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(watch: Client, left_out: str) -> None:
    walk = begun(watch)
    typed = {**SEEN, left_out: "", "stop": "gate"}
    page = press(watch, walk, status=422, **typed).content.decode()
    assert ("Write what was seen" in page) or ("Choose how grave" in page)
    if left_out != "words":
        assert "Somebody asleep at the post." in page
    assert stops(watch, walk) == ["left"] * 3


def test_a_tour_is_set_changed_and_given_up(watch: Client) -> None:
    form = f"{HOUSE}/tour"
    assert "A new tour" in read(watch, form)
    said: dict[str, Any] = {
        "act": "set", "tour": "T2", "title": "Night round", "turns": "2", "stop": ["", "", ""],
        "order": ["2", "1", ""], "name": ["Second", "", ""], "camera": ["", "", ""],
        "place": ["", "QZ-D/K/gate", ""], "seconds": ["30", "15", ""],
    }  # fmt: skip
    press(watch, form, **said)
    lines = told(watch.get(API))["tours"]
    made = next(line for line in lines if line["tour"] == "T2")
    assert [stop["stop"] for stop in made["stops"]] == ["S1", "S2"]
    assert [stop.get("place") for stop in made["stops"]] == ["QZ-D/K/gate", None]
    assert (made["owed"], made["stops"][1]["seconds"]) == (2, 30)
    assert "Night round" in read(watch, f"{form}?tour=T2")
    refused = press(watch, form, status=422, act="set", tour="T3", title="", turns="1").content.decode()
    assert "Give the tour a name" in refused
    press(watch, f"{form}?tour=T2", act="give_up", tour="T2", title="Night round")
    assert [line["tour"] for line in told(watch.get(API))["tours"]] == ["T1"]


def test_the_house_sees_what_was_looked_at_and_walks_nothing(watch: Client) -> None:
    walk = begun(watch)
    press(watch, walk, act="in_order", stop="gate")
    house = sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), "QZ9", "leader", "QZ-D")
    assert "Begin the patrol" not in read(house, HOUSE)
    assert "Nothing to note" not in read(house, walk)
    assert house.post(walk, {"act": "in_order", "stop": "wing"}).status_code in (403, 422)
    assert house.get(f"{HOUSE}/tour").status_code == 403
    elsewhere = sign_in(Client(), "MJ9", "leader", "MJ-D")
    assert elsewhere.get(walk).status_code == 403


def test_nobody_walks_what_is_not_set_and_nobody_looks_at_what_is_over(watch: Client) -> None:
    unset = press(watch, EVERYWHERE, status=422, act="begin", facility="QZ-D", tour="T9").content.decode()
    assert "has no tour T9" in unset
    walk = begun(watch)
    press(watch, walk, act="break_off", why="Fire.")
    over = watch.post(walk, {"made": "0" * 32, "act": "in_order", "stop": "gate"})
    assert over.status_code == 422
    assert "No such walk is under way" in over.content.decode()
    assert watch.get(f"{HOUSE}/PT-nobody").status_code == 403  # as for whatever is not in the record


def test_a_program_walks_a_tour_by_stating_facts_and_reads_what_came_of_it(watch: Client) -> None:
    said: tuple[tuple[str, dict[str, Any]], ...] = (
        ("patrol_begun", {"tour": "T1", "begun_by": "TSZ7"}),
        ("patrol_looked", {"stop": "gate", "looked": "in_order", "looked_by": "TSZ7"}),
        ("patrol_skipped", {"stop": "wing", "reason": "Dark.", "skipped_by": "TSZ7"}),
        ("patrol_ended", {"tour": "T1", "stops_looked": 1, "stops_skipped": 1, "ended_by": "TSZ7"}),
        ("patrol_looked", {"stop": "yard", "looked": "dark", "looked_by": "TSZ7"}),
        ("patrol_ended", {"tour": "T1", "stops_looked": 2, "stops_skipped": 1, "ended_by": "TSZ7"}),
    )
    answers = []
    for minute, (kind, body) in enumerate(said):
        fact_ = {
            "body": {"kind": f"supervision.{kind}/1", "patrol": "P/1", **body}, "facility": "QZ-D",
            "occurred": f"2022-03-15T08:{minute:02}:00+08:00",
        }  # fmt: skip
        answers.append(watch.post("/api/v1/facts", fact_, content_type="application/json"))
    assert [one.status_code for one in answers] == [201, 201, 201, 422, 201, 201]
    assert answers[3].json()["rule"] == "stops_left"
    walk = told(watch.get(f"{API}/P/1"))["walk"]
    assert (walk["state"], [one["said"] for one in walk["stops"]]) == (
        "ended",
        ["in_order", "skipped", "dark"],
    )
    assert "P/1" in read(watch, HOUSE)
    assert "walked" in read(watch, f"{HOUSE}/P/1")


def _append(*more: Any) -> None:
    with scoped(Scope(everywhere=True)):
        append(list(more))
