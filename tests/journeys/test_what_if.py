"""What if: a leader asks, watches, stops; an inspector reads; who answers for other houses sees nothing."""

import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.test import Client

from lazaretto.actions import working_apart
from lazaretto.api.schema import components
from tests.journeys.city import clock, record, sign_in

pytestmark = [pytest.mark.database, pytest.mark.django_db, pytest.mark.slow]

PAGE, API = "/what-if", "/api/v1/what-if"
FORM = {
    "document": "four-layer-2022/1", "level": "closed", "start": "designed", "disease": "covid-ancestral",
    "days": "20",
}  # fmt: skip
FEW = {
    "document": "four-layer-2022", "version": "1", "level": "closed", "start": "designed",
    "disease": "covid-ancestral", "days": 20, "points": 4, "replicates": 5, "ideas": ["alone"],
}  # fmt: skip
SECONDS = 240  # the engine may have to be compiled first
_children = working_apart._children


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", clock("03-15 12:00"))
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    settings.WHAT_IFS_DIR, settings.WHAT_IFS_AT_ONCE, settings.WHAT_IF_SECONDS = tmp_path / "what", 1, 60


def somebody(role: str, code: str, *houses: str) -> Client:
    return sign_in(Client(headers={"Accept-Language": "en"}), code, role, *(houses or ("QZ-D",)))


def shown(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, answer
    return str(answer.content.decode())


def ended(client: Client, number: str) -> Any:
    """The answer of a question once the twin has ended."""
    for _ in range(SECONDS * 5):
        told = client.get(f"{API}/{number}").json()
        if not told["running"]:
            return told
        time.sleep(0.2)
    raise AssertionError("the twin did not end")


def asked(client: Client, **changed: Any) -> str:
    answer = client.post(API, FEW | changed, content_type="application/json")
    assert answer.status_code == 202, answer.content
    assert answer["Location"] == f"{API}/{answer.json()['number']}"
    return str(answer.json()["number"])


def test_a_leader_asks_and_reads_the_answer_and_an_inspector_reads_it_too() -> None:
    record()
    leader = somebody("leader", "L1")
    number = asked(leader)
    told = ended(leader, number)
    jsonschema.validate(
        told, {"$ref": "#/components/schemas/WhatIfTold", "components": {"schemas": components()}}
    )
    assert (told["done"], told["of"], told["lost"], told["faults"]) == (4, 4, False, [])
    assert told["simulated"] is True
    names = [one["policy"]["name"] for one in told["reply"]["comparison"]["answers"]]
    assert names == ["four-layer-2022/1", "alone"]
    page = shown(leader, f"{PAGE}/{number}")
    assert "The twin has answered" in page
    assert "simulated" in page
    inspector = somebody("inspector", "I1")
    assert number in shown(inspector, PAGE)
    assert "The twin has answered" in shown(inspector, f"{PAGE}/{number}")
    assert inspector.post(API, FEW, content_type="application/json").status_code == 403
    other = somebody("leader", "L2", "MJ-D")
    assert other.get(f"{API}/{number}").status_code == 422
    assert number not in shown(other, PAGE)


@pytest.mark.slow
def test_it_is_stopped_by_the_page_and_what_is_there_is_partial() -> None:
    record()
    leader = somebody("leader", "L1")
    number = asked(leader, points=256, replicates=2000, days=300)
    assert "The twin is at work" in shown(leader, f"{PAGE}/{number}")
    busy = leader.post(API, FEW, content_type="application/json")
    assert (busy.status_code, busy.json()["rule"]) == (422, "twins_busy")
    inspector = somebody("inspector", "I1")
    assert "Stop, and keep" not in shown(inspector, f"{PAGE}/{number}")
    assert inspector.post(f"{PAGE}/{number}", {"act": "stop"}).status_code == 403
    assert leader.post(f"{PAGE}/{number}", {"act": "stop"}).status_code == 302
    told = ended(leader, number)
    assert told["asked_to_stop"]
    assert 1 <= told["done"] < 256
    assert told["reply"]["comparison"]["points"] == told["done"]
    page = shown(leader, f"{PAGE}/{number}")
    assert "Stopped: the answer is partial" in page
    assert f"ended at {told['done']} of 256 points" in shown(leader, PAGE)


def test_a_process_that_was_killed_is_said_to_be_lost() -> None:
    record()
    leader = somebody("leader", "L1")
    number = asked(leader, points=256, replicates=2000)
    _children[number].kill()  # as the machine does that is out of memory
    _children[number].wait()
    told = ended(leader, number)
    assert (told["lost"], told["reply"]) == (True, None)
    assert "ended without a word" in shown(leader, f"{PAGE}/{number}")


def test_one_press_asks_a_ready_made_question_under_its_name() -> None:
    record()
    leader = somebody("leader", "L1")
    page = shown(leader, PAGE, start="designed", level="closed")
    assert "Leg 1: 14 days instead of 21" in page
    assert "an invented prefecture" in page
    answer = leader.post(PAGE, FORM | {"only": "shorter-leg"})
    assert answer.status_code == 302
    assert "Leg 1: 14 d" in shown(leader, str(answer["Location"]))
    assert "Leg 1: 14 d" in shown(leader, PAGE)
    _children[str(answer["Location"]).rpartition("/")[2]].kill()  # nobody waits for what it says


FAULTY = (
    ({"days.1-2": "x"}, "cannot be read here"),
    ({"days.1-2": "400"}, "Leg 1 has 0 to 365 days"),
    ({"days.1-2": "14", "tests.1-2": "1，20"}, "no test lies on day 20"),
    ({"days.1-2": "14", "tests.1-2": "1 4；20"}, "no test lies on day 20"),
    ({"cohort-2": "99"}, "1 to 64 people"),
    ({"pattern-2": "none"}, "no pattern of duty none"),
    ({"days": "9999", "cohort-2": "1"}, "the days ahead are 1 to 730"),
    ({"idea": "no-such"}, "no-such is not in the record"),
    ({"document": "nothing/1"}, "nothing 1 is not in the record"),
)


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost() -> None:
    record()
    leader = somebody("leader", "L1")
    for typed, words in FAULTY:
        answer = leader.post(PAGE, FORM | {"name-2": "mine"} | typed)
        page = answer.content.decode()
        assert answer.status_code == 422, typed
        assert words in page, typed
        assert 'value="mine"' in page, typed
        beside = [name for name in typed if name.endswith("-2")]
        assert not beside or "days" in typed or "aria-invalid" in page, typed


def test_a_mistyped_horizon_is_told_and_never_reckoned() -> None:
    """A thousand milliards of days, with another disease's community: told at once, on page and interface."""
    record()
    leader, days = somebody("leader", "L1"), 10**12
    assert "730" in shown(leader, PAGE, start="designed", disease="influenza", days=str(days))
    wrong = FEW | {"days": days, "disease": "influenza", "ideas": ["alone"]}
    answer = leader.post(API, wrong, content_type="application/json")
    assert answer.status_code == 422
    assert "730" in answer.content.decode()


def test_a_program_is_told_every_fault_by_its_row() -> None:
    record()
    leader = somebody("leader", "L1")
    orders = [{"name": "a", "cohort": 0}, {"name": "a", "legs": {"1": {"days": -1}}}]
    answer = leader.post(API, FEW | {"orders": orders, "ideas": []}, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["values"] == {
        "orders.1.cohort": "cohort_wrong", "orders.2.name": "name_twice", "orders.2.days.1": "leg_days_wrong",
    }  # fmt: skip
    for body in (b"{", b'{"points": "many"}', b'{"wrong": 1}'):
        assert leader.post(API, body, content_type="application/json").status_code == 422
    gone = leader.get(f"{API}/00000000-0000-4000-8000-000000000000")
    assert gone.json()["rule"] == "what_if_unknown"
