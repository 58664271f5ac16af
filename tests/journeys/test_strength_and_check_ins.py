"""Strength, lending and check-ins by page: who may, what follows, and what is refused in words."""

from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lazaretto.facts.command import FacilityEstablished, LevelOrdered, RoleAssigned
from lazaretto.facts.duty import Enrolled, PhaseStarted, PostSet, Watch
from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import Entered
from lazaretto.facts.training import Assessed
from lazaretto.obligations.training import needed_by
from lazaretto.protocol.reading import read
from tests.journeys.city import record, sign_in, told
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
STRENGTH, CHECK_INS = "/facilities/QZ-D/strength", "/facilities/QZ-D/check-ins"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    now = [moment("03-15 12:30")]
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: now[0])

    def to(at: str) -> None:
        now[0] = moment(at)

    return to


def enrolled(person: str, number: int, post: str = "officer", facility: str = "QZ-D") -> Fact:
    body = Enrolled(person=person, sex="male", post=post)  # type: ignore[arg-type]
    return fact(body, "02-01 08:00", number=number, facility=facility)


def entered(person: str, zone: str, number: int) -> Fact:
    body = Entered(category="person", subject=person, zone=zone, basis="roster")  # type: ignore[arg-type]
    return fact(body, "03-14 07:30", number=number)


def step(person: str, phase: str, number: int, at: str = "03-14 07:00") -> Fact:
    return fact(PhaseStarted(person=person, batch="b1", phase=phase), at, number=number)  # type: ignore[arg-type]


@pytest.fixture
def officer(client: Client, clock: Any, settings: Any) -> Client:
    settings.SECOND_FACTOR_ROLES = frozenset()
    watch = Watch(watch="day", begins=time(8), hours=8, need=2)
    lock_up = FacilityEstablished(
        name="Lock-up", sort="lock_up", county="QZ", city="TS", zone="Asia/Shanghai"
    )
    document = read((Path(settings.PROTOCOLS_DIR) / "four-layer-2022" / "1.yaml").read_bytes()).protocol
    assert document is not None
    passed = [
        fact(
            Assessed(procedure=one.id, person="S3", assessor="L1", passed=True), "03-10 09:00", number=650 + n
        )
        for n, one in enumerate(needed_by(document, "officer"))
    ]
    record(
        *passed,
        fact(lock_up, "01-01 00:05", number=600, facility="QZ-L"),
        fact(RoleAssigned(role="emptied", basis="order"), "03-01 09:00", number=601, facility="QZ-L"),
        fact(LevelOrdered(level="closed", authority="city", reason="cases"), "03-02 00:00", number=602,
             facility="QZ-L"),
        enrolled("S1", 610), enrolled("S2", 611), enrolled("S3", 612),
        enrolled("X1", 613, facility="QZ-L"), enrolled("X2", 614, "medic", facility="QZ-L"),
        entered("S1", "guarded", 640), entered("S3", "administration", 641),
        step("S1", "A", 620), step("S2", "C", 621), step("S3", "B", 622),
        fact(PostSet(post="ward", title="Ward", zone="guarded", staff=("officer",), watches=(watch,)),
             "03-01 09:00", number=630),
    )  # fmt: skip
    client.cookies["django_language"] = "en"
    return sign_in(client, "QZ9", "duty_officer", "QZ-D", "QZ-L")


def shown(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_shortfall_is_said_with_who_could_help(officer: Client) -> None:
    text = shown(officer.get(STRENGTH))
    assert "Shortfalls ahead" in text
    assert "<b>Ward</b>: at least 2 needed, 0 there: 2 people too few" in text
    assert "1 person lacks only a valid pass" in text  # S1 is inside
    assert "In reserve and fit for it: S3." in text
    assert "Emptied lock-ups could lend: QZ-L (1)." in text
    page = told(officer.get("/api/v1/facilities/QZ-D/strength"))
    assert ["ward"] in [gap["short"]["demand"]["posts"] for gap in page["gaps"]]
    assert len(page["days"]) == 31
    city = told(officer.get("/api/v1/strength"))
    assert {line["house"]["code"] for line in city["lines"]} == {"QZ-D", "QZ-L"}
    assert "QZ-D" in shown(officer.get("/strength"))


def test_an_absence_is_stated_and_ended_by_page(officer: Client) -> None:
    said = {"act": "absent", "person": "S1", "cause": "sick", "first": "2022-03-15", "made": str(uuid4())}
    assert "Choose who cannot serve" in shown(officer.post(STRENGTH, said | {"cause": ""}))
    assert officer.post(STRENGTH, said).status_code == 302
    page = officer.get(STRENGTH).context["page"]
    assert page.days[0].states["sick"] == ("S1",)
    assert [(one.person, one.absence.first) for one in page.absent] == [("S1", date(2022, 3, 15))]
    back = {"act": "returned", "person": "S1", "made": str(uuid4())}
    assert officer.post(STRENGTH, back).status_code == 302
    assert officer.get(STRENGTH).context["page"].absent == ()


def test_a_leader_lends_whom_an_emptied_lock_up_can_give(officer: Client) -> None:
    asked = {"act": "reinforce", "origin": "QZ-L", "persons": ["X1"], "made": str(uuid4())}
    assert officer.post(STRENGTH, asked).status_code == 403  # an officer lends nobody
    leader = sign_in(Client(), "L1", "leader", "QZ-D", "QZ-L")
    leader.cookies["django_language"] = "en"
    assert "is no emptied lock-up" in shown(leader.post(STRENGTH, asked | {"origin": "QZ-D"}))
    assert "cannot give S9" in shown(leader.post(STRENGTH, asked | {"persons": ["S9"]}))
    assert "at least one person" in shown(leader.post(STRENGTH, asked | {"persons": []}))
    assert leader.post(STRENGTH, asked).status_code == 302
    page = leader.get(STRENGTH).context["page"]
    assert [(one.person, one.home) for one in page.came] == [("X1", "QZ-L")]
    assert "cannot give X1" in shown(leader.post(STRENGTH, asked | {"made": str(uuid4())}))
    ends = {"act": "end", "person": "X1", "made": str(uuid4())}
    assert leader.post(STRENGTH, ends).status_code == 302
    assert "does not reinforce" in shown(leader.post(STRENGTH, ends | {"made": str(uuid4())}))


def test_the_missing_rise_and_whoever_telephoned_is_stated(officer: Client, clock: Any) -> None:
    page = officer.get(CHECK_INS).context["page"]
    assert [(one.person, one.state) for one in page.people] == [("S2", "missed")]  # nothing since morning
    assert "did not check in: telephone" in shown(officer.get(CHECK_INS))
    said = {"act": "said", "person": "S2", "said": "unwell-home", "made": str(uuid4())}
    assert "Tap at least one symptom" in shown(officer.post(CHECK_INS, said))
    assert officer.post(CHECK_INS, said | {"symptom": ["cough"]}).status_code == 302
    text = shown(officer.get(CHECK_INS))
    assert "is not well" in text
    assert "said by QZ9" in text
    called = officer.get("/facilities/QZ-D/incidents")
    assert "S2" in shown(called)  # the symptoms call for an incident
    clock("03-15 18:30")
    assert officer.post(CHECK_INS, said | {"said": "well-on_site", "made": str(uuid4())}).status_code == 302
    (one,) = officer.get(CHECK_INS).context["page"].people
    assert [slot.status.name for slot in one.slots] == ["MISSED", "MET"]
    told_by_api = told(officer.get("/api/v1/facilities/QZ-D/check-ins"))
    assert [person["person"] for person in told_by_api["page"]["people"]] == ["S2"]


def test_nobody_checks_in_for_another_but_whoever_is_on_duty(officer: Client) -> None:
    guard = sign_in(Client(), "G1", "gate_officer", "QZ-D")
    assert guard.get(CHECK_INS).status_code == 403
    assert guard.get(STRENGTH).status_code == 403
    body = {"kind": "duty.checked_in/1", "person": "S2", "where": "home"}
    row = {"body": body, "occurred": "2022-03-15T12:00:00+08:00", "facility": "QZ-D"}
    answer = guard.post("/api/v1/facts", row, content_type="application/json")
    assert answer.status_code in (403, 409, 422)
    assert "not_for_another" in shown(answer)
    own = row | {"body": body | {"person": "G1"}}
    assert guard.post("/api/v1/facts", own, content_type="application/json").status_code < 300


def test_what_is_due_is_erased_by_a_press(officer: Client, clock: Any) -> None:
    said = {"act": "said", "person": "S1", "said": "well-home", "made": str(uuid4())}
    officer.post(CHECK_INS, said)  # S1 is in no isolation: counted from its own day
    assert officer.get(CHECK_INS).context["due"].due == ()
    clock("04-06 08:00")
    assert "1 check-in is due to be erased" in shown(officer.get(CHECK_INS))
    assert officer.post(CHECK_INS, {"act": "erase"}).status_code == 302
    assert "1 statement was erased" in shown(officer.get(CHECK_INS))
    assert officer.get(CHECK_INS).context["due"].due == ()
