"""Yangzhou 2021 by pages and tables: a tube across cells, all of it held, and nobody shown as positive."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lazaretto.facts.custody import Admitted
from lazaretto.facts.fact import Fact
from lazaretto.facts.testing import ResultReported, Sampled
from tests.journeys.city import record, sign_in, told
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PAGE = "/facilities/QZ-D/pools"
PEOPLE = ("Wang", "Li", "Zhou")
CELLS = {"Wang": "QZ-D/G1/01", "Li": "QZ-D/G1/01", "Zhou": "QZ-D/T/02"}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    now = [moment("03-21 16:20")]
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: now[0])

    def to(at: str) -> None:
        now[0] = moment(at)

    return to


def story() -> Iterator[Fact]:
    """One tube for three people of two cells; it comes back positive at four in the afternoon."""
    for number, person in enumerate(PEOPLE):
        yield fact(
            Admitted(person=person, cell=CELLS[person], sex="male"), "03-05 09:00", number=200 + number
        )
    yield fact(Sampled(tube="T1", members=PEOPLE, purpose="round"), "03-21 09:00", number=210)
    reported = ResultReported(tube="T1", result="positive", laboratory="CDC")
    yield fact(reported, "03-21 16:00", number=211)


@pytest.fixture
def doctor(client: Client, clock: Any) -> Client:
    record(*story())
    client.cookies["django_language"] = "en"
    return sign_in(client, "QZ-M", "doctor", "QZ-D")


def press(client: Client, **said: Any) -> Any:
    return client.post(PAGE, {"made": str(uuid4()), **said})


def page(client: Client) -> str:
    return str(client.get(PAGE).content.decode())


def retest(client: Client, clock: Any, person: str, tube: str, *, at: str, result: str, told_at: str) -> None:
    clock(at)
    assert press(client, act="retest", person=person, tube=tube).status_code == 302
    clock(told_at)
    said = {"act": "one", "tube": tube, "result": result, "laboratory": "CDC"}
    assert client.post("/facilities/QZ-D/results", said).status_code == 302


def findings(client: Client) -> set[tuple[str, str]]:
    rows = told(client.get("/api/v1/findings?facility=QZ-D&limit=200"))["findings"]
    return {(row["rule"], row["subject"]) for row in rows}


def test_everybody_of_the_pool_is_held_and_the_tube_across_cells_is_found(doctor: Client) -> None:
    shown = page(doctor)
    assert "3 people held" in shown
    assert all(person in shown for person in PEOPLE)
    assert "3 in 1, positive" in shown
    assert "5 h 40 min left for the single re-tests" in shown
    assert ("testing.pool_one_cell", "T1") in findings(doctor)
    held = told(doctor.get("/api/v1/facilities/QZ-D/pools"))["running"][0]
    assert [len(members) for _, members in held["cells"]] == [2, 1]
    plan = told(doctor.get("/api/v1/facilities/QZ-D/pools/plan?prevalence=0.4&attack=0"))
    assert plan["advice"]["advised"] == 1
    assert "Advised: 1 in a tube" in doctor.get(f"{PAGE}/plan?prevalence=40&attack=0").content.decode()
    assert doctor.get(f"{PAGE}/plan?prevalence=many").status_code == 422


def test_nobody_is_shown_as_positive_anywhere(doctor: Client) -> None:
    """The person's page, the cells, the board, the day sheet, and what the API tells of a person."""
    reason = {"reason": "check", "words": "re-test"}
    person = doctor.post("/persons/Wang", reason).content.decode()
    assert "Held by pool T1, not positive" in person
    timeline = doctor.get("/api/v1/persons/Wang/timeline?reason=check").content.decode()
    assert told(doctor.get("/api/v1/persons/Wang/timeline?reason=check"))["pool"] == "T1"
    cells = doctor.get("/facilities/QZ-D/cells").content.decode()
    board = doctor.get("/").content.decode()
    for where, text in {"person": person, "timeline": timeline, "cells": cells, "board": board}.items():
        assert not _positive(text), (where, _positive(text))


def _positive(text: str) -> list[str]:
    """Where a text says positive, but for the clauses that say what a pool is not."""
    known = (
        "After a positive or grey pool everybody in the tube", "A positive pool is never a positive person",
        "not positive", "Those who must know are told of a positive or grey tube", "single positive",
        "positive_isolated",
    )  # fmt: skip
    for words in known:
        text = text.replace(words, "")
    return [text[max(m.start() - 60, 0) : m.end() + 20] for m in re.finditer("(?i)positive", text)]


def test_a_request_to_move_a_held_person_is_refused_and_a_move_is_found(doctor: Client, clock: Any) -> None:
    sign_in(doctor, "QZ1", "duty_officer", "QZ-D")
    asked = {"kind": "custody.place_requested/1", "person": "Zhou", "cell": "QZ-D/G1/01", "reason": "space"}
    row = {"body": asked, "occurred": "2022-03-21T16:20:00+08:00", "facility": "QZ-D"}
    answer = doctor.post("/api/v1/facts", row, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["rule"] == "held_by_pool"
    leaving = {"kind": "gate.exit_requested/1", "exit": "X-1", "subject": "Zhou", "purpose": "transfer",
               "requested_by": "QZ1"}  # fmt: skip
    answer = doctor.post("/api/v1/facts", {**row, "body": leaving}, content_type="application/json")
    assert answer.json()["rule"] == "held_by_pool"
    lawful = {**leaving, "exit": "X-2", "purpose": "release", "basis": "court"}
    told(doctor.post("/api/v1/facts", {**row, "body": lawful}, content_type="application/json"))
    moved = {"kind": "custody.moved/1", "person": "Zhou", "cell": "QZ-D/G1/01"}
    told(doctor.post("/api/v1/facts", {**row, "body": moved}, content_type="application/json"))
    clock("03-21 16:30")
    assert ("testing.held_stay", "Zhou") in findings(doctor)


def test_single_re_tests_within_six_hours_release_and_those_who_must_know_are_told(
    doctor: Client, clock: Any
) -> None:
    press(doctor, act="told", pool="T1", party=["detachment", "health_authority"])
    assert "Those who must know are to be told" not in page(doctor)
    for number, person in enumerate(PEOPLE, 2):
        retest(doctor, clock, person, f"T{number}", at=f"03-21 17:0{number}", result="negative",
               told_at=f"03-21 20:0{number}")  # fmt: skip
    shown = page(doctor)
    assert "No pool holds anybody" in shown
    assert "released: every single re-test negative" in shown
    assert "watched on" in shown
    person = doctor.post("/persons/Wang", {"reason": "check", "words": "x"}).content.decode()
    assert "Held by pool" not in person
    assert not {rule for rule, _ in findings(doctor)} & {"testing.pool_retest", "testing.result_told"}


def test_a_single_positive_leads_to_the_incidents(doctor: Client, clock: Any) -> None:
    retest(doctor, clock, "Li", "T2", at="03-21 17:00", result="positive", told_at="03-21 19:00")
    shown = page(doctor)
    assert "single positive" in shown
    assert "/facilities/QZ-D/incidents" in shown
    assert "2 people held" in shown


def test_a_press_that_says_too_little_records_nothing(doctor: Client) -> None:
    for said in ({"act": "retest", "person": "Wang"}, {"act": "told", "pool": "T1"}, {"act": "sing"}):
        assert press(doctor, **said).status_code == 422
    assert (
        doctor.post(PAGE, {"act": "retest", "person": "Wang", "tube": "T9", "made": "x"}).status_code == 422
    )


def test_a_pooled_negative_is_shown_as_such(client: Client, clock: Any) -> None:
    record(
        *list(story())[:4],
        fact(ResultReported(tube="T1", result="negative", laboratory="CDC"), "03-21 16:00", number=212),
    )
    client.cookies["django_language"] = "en"
    sign_in(client, "QZ-M", "doctor", "QZ-D")
    person = client.post("/persons/Wang", {"reason": "check", "words": "x"}).content.decode()
    assert "3 in 1, negative" in person
