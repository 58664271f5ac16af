"""The three fixed signed, training written down, a shift handed over and taken on: each by its page."""

from typing import Any
from uuid import uuid4

import jsonschema
import pytest
from django.test import Client

from lazaretto.api.schema import components
from tests.journeys.city import record, sign_in, told
from tests.stating import moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HOUSE = "/facilities/QZ-D"
API = "/api/v1/facilities/QZ-D"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Any:
    """The time of day, to be set; whoever signs in needs no second key."""
    settings.SECOND_FACTOR_ROLES = ()
    now = [moment("03-15 07:00")]
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: now[0])

    def to(at: str) -> None:
        now[0] = moment(at)

    return to


def signed_in(code: str, role: str) -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return sign_in(client, code, role, "QZ-D")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def valid(answer: Any, shape: str) -> Any:
    """The JSON of an answer, which is of the shape that the document says."""
    said = told(answer)
    schema = {"$ref": f"#/components/schemas/{shape}", "components": {"schemas": components()}}
    jsonschema.validate(said, schema, cls=jsonschema.Draft202012Validator)
    return said


def test_the_three_fixed_are_signed_without_a_blank(clock: Any) -> None:
    record()
    leader = signed_in("L1", "leader")
    rows = leader.get(f"{HOUSE}/fixed").context["rows"]
    form = {"act": "sign", "made": str(uuid4())}
    for row in rows:
        task = row["task"]
        form |= {f"post-{task}": "wing", f"person-{task}": "S1", f"duty-{task}": row["duty"]}
    blank = leader.post(f"{HOUSE}/fixed", form | {"person-fevers": ""})
    assert blank.status_code == 422
    assert "Blank: Fevers followed up." in text(blank)
    twice = leader.post(f"{HOUSE}/fixed", form | {"deputy-fevers": "S1"})
    assert "the deputy is somebody else" in text(twice)
    assert leader.post(f"{HOUSE}/fixed", form | {"deputy-fevers": "S2"}).status_code == 302
    page = valid(leader.get(f"{API}/fixed"), "FixedPage")
    assert (page["signed_by"], len(page["lines"])) == ("L1", len(rows))
    assert {line["state"] for line in page["lines"]} == {"uncovered"}
    assert page["lines"][0]["person"]["doubts"] == ["untrained", "outside"]
    again = {row["task"]: row["person"] for row in leader.get(f"{HOUSE}/fixed").context["rows"]}
    assert set(again.values()) == {"S1"}  # it begins as it was signed last
    officer = signed_in("QZ1", "duty_officer")
    assert "Sign the three fixed" not in text(officer.get(f"{HOUSE}/fixed"))
    assert officer.post(f"{HOUSE}/fixed", form).status_code == 403


def test_training_is_written_down_and_whoever_passed_may_stand(clock: Any) -> None:
    record()
    doctor = signed_in("D1", "doctor")
    barred = doctor.get(f"{HOUSE}/training").context["page"].barred
    assert [one.person for one in barred] == ["S1", "S2"]
    said = {"made": str(uuid4()), "by": "D1", "minutes": "90", "procedure": "fever-response"}
    assert "Tick who was there" in text(doctor.post(f"{HOUSE}/training", said | {"act": "passed"}))
    own = doctor.post(f"{HOUSE}/training", said | {"act": "passed", "person": ["S1"], "by": "S1"})
    assert "Nobody assesses themselves" in text(own)
    taught = said | {"act": "taught", "person": ["S1"], "scanned": "S2\nS1\n"}
    assert doctor.post(f"{HOUSE}/training", taught).status_code == 302
    for number, act in enumerate(("passed", "failed")):
        form = said | {"made": str(uuid4()), "act": act, "person": [f"S{number + 1}"]}
        assert doctor.post(f"{HOUSE}/training", form).status_code == 302
    page = valid(doctor.get(f"{API}/training"), "TrainingPage")
    assert page["sessions"][0]["persons"] == ["S1", "S2"]
    states = {
        one["person"]: held["state"]
        for one in page["people"]
        for held in one["passes"]
        if held["procedure"]["id"] == "fever-response"
    }
    assert states == {"S1": "good", "S2": "failed"}


def test_a_shift_is_handed_over_and_what_differs_is_found(clock: Any) -> None:
    record()
    gives, takes = signed_in("S1", "duty_officer"), signed_in("S2", "duty_officer")
    shown = gives.get(f"{HOUSE}/handover").context["page"]
    assert (shown.held, shown.waiting) == (3, None)
    assert shown.outstanding
    give = {"act": "give", "made": str(uuid4()), "held": "3", "note": "Keys of the corridor"}
    assert gives.post(f"{HOUSE}/handover", give).status_code == 302
    assert "You handed this over" in text(gives.get(f"{HOUSE}/handover"))
    clock("03-15 07:20")
    page = takes.get(f"{HOUSE}/handover")
    assert "Keys of the corridor" in text(page)
    assert "carried since the handover of" in text(takes.get(HOUSE))
    waiting = page.context["page"].waiting
    take = {"act": "take", "made": str(uuid4()), "handover": waiting.handover}
    uncounted = takes.post(f"{HOUSE}/handover", take)
    assert "Count the people held" in text(uncounted)
    lines = [line.clause for line in waiting.lines]
    left = takes.post(f"{HOUSE}/handover", take | {"counted": "2", "line": lines[1:]}, follow=True)
    assert "Count again together" in text(left)
    assert "Lines that nobody took on: 1" in text(left)
    found = valid(takes.get(f"{API}/handover"), "HandoverPage")["past"][0]
    assert (found["held"], found["counted"], found["incoming"]) == (3, 2, "S2")
    assert [line["clause"] for line in found["lines"] if not line["taken"]] == lines[:1]
    findings = told(takes.get("/api/v1/findings", {"facility": "QZ-D", "limit": "1000"}))["findings"]
    assert "duty.handover_agrees" in {one["rule"] for one in findings}
