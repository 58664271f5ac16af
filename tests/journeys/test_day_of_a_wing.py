"""A wing's day through the page: owed, done, left out with the reason; rights stand first."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.custody import Admitted
from lazaretto.facts.regime import ActivityDone, ActivityLeftOut
from lazaretto.ledger.tailing import live
from tests.journeys.city import record, sign_in
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HERE, CELL, WING, OTHER = "/facilities/QZ-D/regime", "QZ-D/G1/07", "QZ-D/G1", "QZ-D/T"


@pytest.fixture
def officer(client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Client:
    settings.SECOND_FACTOR_ROLES = frozenset()
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment("03-16 12:00"))
    cell = PlaceEstablished(established=CELL, use="general", capacity=8)
    held = Admitted(person="W-1", cell=CELL, sex="male")
    record(fact(cell, "03-01 00:00", number=7000), fact(held, "03-10 09:00", number=7100, place=CELL))
    client.cookies["django_language"] = "en"
    return sign_in(client, "QZ1", "duty_officer", "QZ-D")


def press(client: Client, act: str, activity: str, **typed: str) -> Any:
    said = {"act": act, "made": str(uuid4()), "square": f"{WING} {activity}", **typed}
    return client.post(HERE, said)


def test_a_meal_is_stated_by_one_press_and_a_right_stands_first(officer: Client) -> None:
    before = officer.get(HERE).content.decode()
    grid = before.partition("<thead>")[2]
    assert grid.index("meals") < grid.index("study")
    assert "a right" in grid
    assert press(officer, "done", "meal").status_code == 302  # blank: everybody who is there
    said = [one.body for one in live().facts if isinstance(one.body, ActivityDone)]
    assert [(part.wing, part.activity, part.took_part) for part in said[-1].parts] == [(WING, "meal", 2)]


def test_several_are_stated_at_once(officer: Client) -> None:
    many = [f"{WING} meal", f"{WING} open_air", f"{OTHER} meal"]
    officer.post(HERE, {"act": "done", "made": str(uuid4()), "square": many})
    (said,) = (one.body for one in live().facts if isinstance(one.body, ActivityDone))
    assert [f"{part.wing} {part.activity}" for part in said.parts] == many
    assert press(officer, "done", "", square="").status_code == 422  # nothing was ticked
    late = officer.post(
        HERE,
        {
            "act": "left_out", "made": str(uuid4()), "cause": "weather", "words": "Storm",
            "square": [f"{WING} open_air", f"{OTHER} open_air", f"{WING} study"],
        },
    )  # fmt: skip
    assert late.status_code == 302
    left = [one.body for one in live().facts if isinstance(one.body, ActivityLeftOut)]
    assert [(one.activity, one.wings) for one in left] == [("open_air", (WING, OTHER)), ("study", (WING,))]


def test_who_did_not_take_part_is_said_of_one_wing_and_activity(officer: Client) -> None:
    two = {"act": "done", "made": str(uuid4()), "square": [f"{WING} meal", f"{OTHER} meal"]}
    assert officer.post(HERE, {**two, "absent": "W-1", "why": "own_wish"}).status_code == 422
    assert press(officer, "done", "meal", absent="W-1", why="own_wish", unmet="W-1").status_code == 302
    (said,) = (one.body for one in live().facts if isinstance(one.body, ActivityDone))
    assert [(one.person, one.activity, one.why) for one in said.absent] == [("W-1", "meal", "own_wish")]
    assert said.parts[0].took_part == 1
    assert said.unmet == ("W-1",)


def test_what_is_left_out_says_why(officer: Client) -> None:
    assert press(officer, "left_out", "open_air", cause="weather").status_code >= 400
    assert press(officer, "left_out", "open_air", cause="weather", words="Sandstorm").status_code == 302
    assert [one.body.cause for one in live().facts if isinstance(one.body, ActivityLeftOut)] == ["weather"]
    assert "weather" in officer.get(HERE).content.decode()


def test_what_was_not_done_stands_on_top(officer: Client) -> None:
    text = officer.get(HERE).content.decode()  # breakfast was over at ten, and nobody said a word
    astray = text.partition('id="astray"')[2].partition("</section>")[0]
    assert "not done" in astray
    assert "meals" in astray
    reason = officer.get(astray.partition('class="why" href="')[2].partition('"')[0].replace("&amp;", "&"))
    assert "Three meals a day" in reason.content.decode()  # every red light has its reason behind it
    assert text.index('id="astray"') < text.index("<thead>")


def test_a_leader_suspends_study_and_never_a_right_for_quarantine(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    leader = sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), "QZL", "leader", "QZ-D")
    stop = {"act": "suspend", "made": str(uuid4()), "stop_wing": [WING], "stop_cause": "quarantine",
            "until": "2022-03-17T08:00", "reason": "Transition"}  # fmt: skip
    right = leader.post(HERE, {**stop, "activity": "open_air"})
    assert right.status_code == 422
    assert "quarantine never suspends it" in right.content.decode()
    assert leader.post(HERE, {**stop, "activity": "study"}).status_code == 302
    assert "suspended" in officer.get(HERE).content.decode()
    assert officer.post(HERE, {**stop, "activity": "study"}).status_code == 403
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment("03-16 13:00"))
    again = {"act": "resume", "made": str(uuid4()), "square": f"{WING} study"}
    assert leader.post(HERE, again).status_code == 302
    assert 'class="regime-stopped"' not in officer.get(HERE).content.decode()


def astray(client: Client) -> str:
    return client.get(HERE).content.decode().partition('id="astray"')[2].partition("</section>")[0]


def test_what_was_missed_gets_its_reason_in_the_grid(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment("03-16 20:00"))
    grid = officer.get(HERE).content.decode().partition("<thead>")[2]
    (missed,) = re.findall(rf'value="({WING} open_air [^"]+)"', grid)  # its time is over since half past six
    assert "open air" in astray(officer).lower()
    over = {"made": str(uuid4()), "square": [missed]}
    done = officer.post(HERE, {**over, "act": "done"})
    assert done.status_code == 422
    assert "state when it was done" in done.content.decode()
    assert "/state?kind=regime.activity_done" in done.content.decode()
    assert officer.post(HERE, {**over, "act": "left_out", "cause": "weather"}).status_code == 422
    why = {**over, "act": "left_out", "cause": "weather", "words": "Sandstorm"}
    assert officer.post(HERE, why).status_code == 302
    (said,) = (one for one in live().facts if isinstance(one.body, ActivityLeftOut))
    assert isinstance(said.body, ActivityLeftOut)
    assert (said.body.wings, said.body.cause) == ((WING,), "weather")
    assert moment("03-16 08:30") <= said.occurred < moment("03-16 17:30")  # within its slot
    after = officer.get(HERE).content.decode()
    assert missed not in after
    assert after.count("weather") > grid.count("weather")  # the square says why
    assert officer.post(HERE, {**why, "made": str(uuid4())}).status_code == 422  # somebody has said why


def test_two_missed_slots_of_one_activity_are_told_apart(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: moment("03-16 16:00"))
    grid = officer.get(HERE).content.decode().partition("<thead>")[2]
    meals = re.findall(rf'value="({WING} meal [^"]+)"', grid)
    assert len(meals) == 2  # breakfast and lunch
    why = {
        "act": "left_out",
        "made": str(uuid4()),
        "square": meals,
        "cause": "other",
        "words": "Kitchen shut",
    }
    assert officer.post(HERE, why).status_code == 302
    said = [one for one in live().facts if isinstance(one.body, ActivityLeftOut)]
    assert len({one.occurred for one in said}) == 2
    assert f"{WING} meal 2022" not in officer.get(HERE).content.decode()
