"""Appointments by page: asked for in quarantine, arranged by video, held; clashes, deadlines, why not."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import Client

from lazaretto.facts.appointments import AppointmentHeld, NeedStated
from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.custody import Admitted
from lazaretto.facts.quarantine import LegStarted
from lazaretto.facts.regime import ContactGiven
from lazaretto.ledger.tailing import live
from tests.journeys.city import record, sign_in, told
from tests.quarantining import order
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HERE, API = "/facilities/QZ-D/appointments", "/api/v1/facilities/QZ-D/appointments"
CELL, WHO, OTHER = "QZ-D/T/07", "QZ-D-4711", "QZ-D-4712"
FIXED = {"starts": "2022-03-16T10:00", "minutes": "45", "mode": "video", "room": "R1"}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Any:
    settings.SECOND_FACTOR_ROLES = frozenset()
    now = [moment("03-15 08:00")]
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: now[0])

    def to(at: str) -> None:
        now[0] = moment(at)

    return to


@pytest.fixture
def officer() -> Client:
    ordered = order(WHO, "O-1", layers=(3,), days=7)
    record(
        fact(PlaceEstablished(established=CELL, use="transition", capacity=4), "03-01 00:00", number=7000),
        *(fact(Admitted(person=one, cell=CELL, sex="male", legal_deadline=date(2022, 3, 18)),
               "03-13 09:00", number=7100 + n, place=CELL) for n, one in enumerate((WHO, OTHER))),
        fact(ordered, "03-13 09:30", number=7200),
        fact(LegStarted(person=WHO, order="O-1", layer=3, cohort="Q-1"), "03-13 09:40", number=7201),
        fact(NeedStated(person=WHO, sort="interpreter", need="bo"), "03-13 10:00", number=7300),
    )  # fmt: skip
    return sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), "QZ1", "duty_officer", "QZ-D")


def press(
    client: Client, page: str, act: str, typed: dict[str, str] | None = None, *, status: int = 302
) -> Any:
    answer = client.post(page, {"act": act, "made": str(uuid4()), **(typed or {})})
    text = answer.content.decode()
    assert answer.status_code == status, text.partition('role="alert"')[2][:600] or text[:600]
    return answer


def asked(client: Client, person: str = WHO, sort: str = "lawyer") -> str:
    answer = press(client, HERE, "ask", {"person": person, "sort": sort, "asked_by": "Ma & partners"})
    return str(urlsplit(answer["Location"]).path)


def shown(client: Client, page: str) -> str:
    return str(client.get(page).content.decode())


def test_asked_for_in_quarantine_it_is_arranged_by_video_and_held(officer: Client, clock: Any) -> None:
    page = asked(officer)
    waiting = shown(officer, HERE)
    assert "to be held by" in waiting
    assert "17 Mar 08:00" in waiting  # the law's forty-eight hours
    assert "in quarantine, leg 3: it is arranged all the same, by video or behind glass" in waiting
    clock("03-15 08:01")
    press(officer, page, "set", FIXED)
    text = shown(officer, page)
    assert "in quarantine, leg 3: it goes ahead from a remote room" in text
    assert "needs an interpreter, none named" in text
    assert 'value="2022-03-16T10:00"' in text  # whoever sets it anew changes what changed
    clock("03-15 08:05")
    press(officer, page, "set", {**FIXED, "interpreter": "Tsering", "language": "bo"})
    assert "needs an interpreter, none named" not in shown(officer, page)
    clock("03-16 10:50")
    assert "over time, nothing stated" not in shown(officer, HERE)  # what came of it can still be said
    clock("03-16 11:45")
    assert "over time, nothing stated" in shown(officer, HERE)
    press(officer, page, "hold", {"minutes": "40", "interpreted": "1"})
    held = next(one.body for one in live().facts if isinstance(one.body, AppointmentHeld))
    assert (held.minutes, held.mode, held.interpreted) == (40, "video", True)
    contact = next(one.body for one in live().facts if isinstance(one.body, ContactGiven))
    assert (contact.persons, contact.sort, contact.minutes) == ((WHO,), "lawyer", 40)


def test_two_at_once_in_a_room_or_of_a_person_are_shown(officer: Client, clock: Any) -> None:
    one, other = asked(officer), asked(officer, OTHER)
    clock("03-15 08:01")
    press(officer, one, "set", FIXED)
    press(officer, other, "set", {**FIXED, "starts": "2022-03-16T10:44"})
    text = shown(officer, HERE)
    assert f"the same room at the same time as {other.rpartition('/')[2]}" in text
    clock("03-15 08:02")
    press(officer, other, "set", {**FIXED, "starts": "2022-03-16T10:45"})  # one ends as the other begins
    assert "at the same time" not in shown(officer, HERE)
    press(officer, HERE, "set", {**FIXED, "person": WHO, "sort": "hearing", "room": "R2"})
    assert "the same person at the same time" in shown(officer, HERE)


def test_why_it_was_not_held_is_said_and_quarantine_is_told_upwards(officer: Client, clock: Any) -> None:
    page = asked(officer)
    clock("03-15 08:01")
    press(officer, page, "set", FIXED)
    clock("03-16 11:00")
    press(officer, page, "miss", {"cause": "quarantine", "words": ""}, status=422)
    press(officer, page, "miss", {"cause": "quarantine", "words": "The cell is closed"})
    clock("03-16 11:01")
    inspector = sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), "JCY1", "inspector", everywhere=True)
    sheet = shown(inspector, "/facilities/QZ-D")
    assert "Quarantine does not stop a hearing" in sheet or page.rpartition("/")[2] in sheet
    leader = sign_in(Client(HTTP_ACCEPT_LANGUAGE="en"), "QZD1", "leader", "QZ-D")
    assert "The house does not allow it" not in shown(officer, page)
    press(officer, page, "set", {**FIXED, "starts": "2022-03-16T15:00"})
    assert "The house does not allow it" in shown(leader, page)  # to decline is the leader's own


def test_a_deadline_of_custody_is_counted_and_never_extended(officer: Client, clock: Any) -> None:
    assert "3 days left" in shown(officer, HERE)
    clock("03-19 08:00")
    assert "past: -1 days" in shown(officer, HERE)


def test_a_day_and_a_week(officer: Client) -> None:
    press(officer, HERE, "set", {**FIXED, "person": WHO, "sort": "hearing"})
    week, day = shown(officer, HERE), shown(officer, f"{HERE}?view=day&day=2022-03-16")
    assert week.count('class="appointment-day') == 1 + 7  # the frame and its days
    assert WHO in day
    assert WHO not in shown(officer, f"{HERE}?view=day&day=2022-03-20").partition('id="terms"')[0]


def test_programs_read_the_same(officer: Client, clock: Any) -> None:
    page = asked(officer)
    clock("03-15 08:01")
    press(officer, page, "set", FIXED)
    (one,) = told(officer.get(API))["appointments"]
    assert (one["person"], one["state"], one["fixed"]["room"], one["layer"]) == (WHO, "set", "R1", 3)
    gate = sign_in(Client(), "QZ9", "gate_officer", "QZ-D")
    assert gate.get(API).status_code == 403
    assert gate.get(HERE).status_code == 403
