"""The three and three through pages: a cell with a fever and a gap; a disinfection gone wrong."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.custody import Admitted
from lazaretto.facts.fact import Fact
from lazaretto.facts.hygiene import TemperaturesTaken
from lazaretto.facts.stock import Received
from lazaretto.ledger.tailing import live
from tests.journeys.city import record, sign_in
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HERE = "/facilities/QZ-D/sweeps"
CELL, NEXT, GATE = "QZ-D/G1/07", "QZ-D/G1/08", "QZ-D/K/gate"
PEOPLE = ("W-1", "W-2", "W-3", "W-4")


def ground() -> list[Fact]:
    places = [PlaceEstablished(established=cell, use="general", capacity=8) for cell in (CELL, NEXT)]
    places.append(PlaceEstablished(established=GATE, use="key_area"))
    facts = [fact(body, "03-01 00:00", number=7000 + n) for n, body in enumerate(places)]
    held = [(person, CELL) for person in PEOPLE] + [("W-9", NEXT)]
    for n, (person, cell) in enumerate(held):
        body = Admitted(person=person, cell=cell, sex="male")
        facts.append(fact(body, "03-10 09:00", number=7100 + n, place=cell))
    stock = Received(item="chlorine", batch="B-84", pieces=40)
    return [*facts, fact(stock, "03-10 10:00", number=7200)]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    now = [moment("03-16 07:20")]
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: now[0])

    def to(at: str) -> None:
        now[0] = moment(at)

    return to


@pytest.fixture
def officer(client: Client, clock: Any) -> Client:
    record(*ground())
    client.cookies["django_language"] = "en"
    return sign_in(client, "QZ1", "duty_officer", "QZ-D")


def sweep(client: Client, place: str, *rows: tuple[str, str, str, str], **more: str) -> Any:
    columns = dict(
        zip(("person", "celsius", "armpit", "why"), map(list, zip(*rows, strict=True)), strict=True)
    )
    return client.post(
        f"{HERE}/temperatures?place={place}", {"made": str(uuid4()), "thermometer": "T-1", **columns, **more}
    )


def clean(client: Client, **typed: Any) -> Any:
    usual = {
        "place": GATE, "agent": "chlorine", "batch": "B-84", "target": "500", "measured": "520",
        "minutes": "30", "method": "wipe", "checked_by": "M-1", "made": str(uuid4()),
    }  # fmt: skip
    return client.post(f"{HERE}/disinfection", {**usual, **typed})


def said(answer: Any) -> str:
    return str(answer.content.decode())


def readings(person: str) -> list[int]:
    bodies = [fact.body for fact in live().facts]
    taken = [one for body in bodies if isinstance(body, TemperaturesTaken) for one in body.readings]
    return [one.celsius_tenths for one in taken if one.person == person]


def test_a_cell_with_a_fever_a_gap_and_a_slip_of_the_hand(officer: Client, clock: Any) -> None:
    page = said(officer.get(f"{HERE}/temperatures?place={CELL}"))
    assert all(person in page for person in PEOPLE)
    rows = [("W-1", "65", "", ""), ("W-2", "384", "", ""), ("W-3", "", "", "asleep"), ("W-4", "99.9", "", "")]
    answer = sweep(officer, CELL, *rows)
    assert answer.status_code == 422  # one row comes back, the others are recorded
    assert "99.9 °C cannot be a body temperature" in said(answer)
    assert "These were not recorded; the others were." in said(answer)
    assert 'value="T-1"' in said(answer)  # the thermometer stays
    assert (readings("W-1"), readings("W-2"), readings("W-4")) == ([365], [384], [])
    assert "Fever: measure again now, in the armpit" in said(answer)

    clock("03-16 07:24")
    answer = sweep(officer, CELL, ("W-4", "36.9", "", ""))
    assert f"place={NEXT.replace('/', '%2F')}" in answer.url  # on to the next blank cell
    card = said(officer.get(HERE))
    assert "Put apart" in card
    assert "07:50" in card  # thirty minutes from the first reading

    clock("03-16 07:31")
    officer.post(
        f"{HERE}/temperatures?place={CELL}",
        {"act": "again", "made": str(uuid4()), "person": "W-2", "armpit": "371"},
    )
    assert readings("W-2") == [384, 371]
    card = said(officer.get(HERE))
    assert "37.1 °C" in card
    assert "not needed any more" in card  # a normal second reading lifts what else was called for


def test_a_second_reading_in_the_same_press(officer: Client) -> None:
    answer = sweep(officer, CELL, ("W-1", "380", "382", ""), ("W-2", "65", "", ""))
    assert answer.url.endswith("#fevers")
    assert readings("W-1") == [380, 382]


def test_the_same_press_twice_records_once(officer: Client) -> None:
    made = str(uuid4())
    for _ in range(2):
        sweep(officer, CELL, ("W-1", "65", "", ""), made=made)
    assert readings("W-1") == [365]


def test_a_press_that_cannot_be_read_says_so(officer: Client) -> None:
    assert "Reload the page" in said(sweep(officer, CELL, ("W-1", "65", "", ""), made="x"))
    assert "Type a temperature" in said(sweep(officer, CELL, ("W-1", "", "", "")))
    typed = {"act": "again", "made": str(uuid4()), "person": "W-1", "armpit": "cold"}
    assert "is not a temperature" in said(officer.post(f"{HERE}/temperatures?place={CELL}", typed))
    assert officer.get(f"{HERE}/temperatures?place=QZ-D/G9/99").status_code == 404


def test_a_disinfection_too_weak_and_mixed(officer: Client, clock: Any) -> None:
    clock("03-16 08:30")
    assert "B-84" in said(officer.get(f"{HERE}/disinfection?place={GATE}"))  # the batch of the store
    wrong = {"measured": "300", "minutes": "10", "checked_by": "", "along": ["acid"]}
    answer = clean(officer, **wrong)
    assert answer.status_code == 422
    for words in (
        "poisonous gas",
        "300 mg/L is weaker than the 500 mg/L",
        "10 minutes are too short",
        "second person",
    ):
        assert words in said(answer)
    assert "08:00" in said(officer.get(HERE))
    assert officer.get(f"{HERE}").content.count(b"300 / 500") == 0  # nothing was recorded yet
    assert clean(officer, **wrong, despite="1").status_code == 302  # what happened is recorded
    assert "300 / 500 mg/L, 10 min" in said(officer.get(HERE))
    alerts = said(officer.get("/facilities/QZ-D"))
    assert "Chlorine is never used with acid or alcohol" in alerts
    assert "A disinfection is checked by a second person" in alerts


def test_a_disinfection_by_its_times(officer: Client, clock: Any) -> None:
    clock("03-16 08:50")
    cases: list[tuple[dict[str, Any], str]] = [
        ({"minutes": ""}, "Type the minutes, or when it began and ended."),
        ({"minutes": "", "began": "08:40", "ended": "08:10"}, "It ended before it began"),
        ({"began": "09:30"}, "lies ahead"),
        ({"began": "soon"}, "is not a time of day"),
        ({"measured": "strong"}, "is not a whole number"),
        ({"place": ""}, "Choose which place was disinfected."),
        ({"made": "x"}, "Reload the page"),
    ]
    for typed, says in cases:
        answer = clean(officer, **typed)
        assert answer.status_code == 422
        assert says in said(answer)
    assert clean(officer, minutes="", began="08:05", ended="08:40").status_code == 302
    assert "520 / 500 mg/L, 35 min" in said(officer.get(HERE))


def test_the_helper_and_the_sheets(officer: Client, clock: Any) -> None:
    answer = said(officer.get(f"{HERE}/disinfection?stock=5&wanted=1000&litres=10"))
    assert "200 mL of concentrate, 9800 mL of water" in answer
    wrong = said(officer.get(f"{HERE}/disinfection?stock=0.01&wanted=1000&litres=10"))
    assert "must be stronger" in wrong
    sweep(officer, CELL, ("W-1", "65", "", ""), ("W-2", "66", "", ""))
    clock("03-17 07:00")
    sheet = said(officer.get(f"{HERE}/paper?day=2022-03-16"))
    assert "fever from 37.3 °C" in sheet
    assert "36.5" in sheet
    assert "QZ1" in sheet
    assert "blank" in sheet


def test_whoever_may_not_read_people_does_not_see_them(client: Client, clock: Any) -> None:
    record(*ground())
    sign_in(client, "G1", "gate_officer", "QZ-D")
    assert client.get(HERE).status_code == 403
