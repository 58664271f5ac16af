"""Programs read how the network is led: levels, leaders, directives, dispatches, the bottom lines."""

from typing import Any

import jsonschema
import pytest
from django.test import Client

from lazaretto.api.schema import components
from lazaretto.facts import assignments as given
from lazaretto.facts import dispatches as told
from lazaretto.facts.command import LeaderNamed, LevelOrdered
from lazaretto.facts.directives import DirectiveIssued, DirectiveReceived, Setting
from lazaretto.facts.dispatches import AgendaLine
from lazaretto.facts.leading import ResponsibilityDelegated
from tests.journeys.city import clock, record, sign_in
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
OFFICE = "TS-Z"
SETTING = Setting(document="four-layer-2022", parameter="directive.hours", value="1")
LINE = AgendaLine(line="1", sort="missed", rule="hygiene.fever", count=2, first=moment("03-14 21:00"))
FACTS = (
    fact(LevelOrdered(level="closed", authority="city", reason="cases"), "03-11 08:00", number=7001),
    fact(LevelOrdered(level="outbreak", authority="city", reason="more", begins=moment("03-16 00:00")),
         "03-15 08:00", number=7002),
    fact(LeaderNamed(person="L1", title="deputy director"), "03-11 08:00", number=7003),
    fact(ResponsibilityDelegated(
        delegation="R-1", delegated_by="L1", delegate="P7", level="leader", opens=moment("03-15 07:00"),
        closes=moment("03-15 18:00"), reason="a course"), "03-14 20:00", number=7004),
    fact(DirectiveIssued(directive="D-1", title="Stricter", issuer="province", settings=(SETTING,)),
         "03-15 08:00", number=7005, facility="QZ-D"),
    fact(DirectiveIssued(directive="D-2", title="Passed on", issuer="city", parent="D-1",
                         receive_by=moment("03-15 09:00")), "03-15 08:30", number=7006, facility="QZ-D"),
    fact(DirectiveReceived(directive="D-2"), "03-15 09:30", number=7007, facility="QZ-D"),
    fact(given.AssignmentSet(assignment="A-1", title="Turn parcels away", owner="QZ1", set_by="L1",
                             due=moment("03-15 11:00"), origin="directive", of="D-2"),
         "03-15 09:40", number=7008, facility="QZ-D"),
    fact(told.DispatchOpened(dispatch="T0315", chaired_by="TS1", present=("TS1", "TS2"),
                             since=moment("03-14 09:00")), "03-15 10:00", number=7009, facility=OFFICE),
    fact(told.AgendaDrawn(dispatch="T0315", lines=(LINE,)), "03-15 10:00", number=7010, facility="QZ-D"),
    fact(told.LineAnswered(dispatch="T0315", line="1", answer="Seen since"), "03-15 10:10", number=7011,
         facility="QZ-D"),
    fact(told.DispatchClosed(dispatch="T0315", recorded_by="TS2", remarks="Quiet"), "03-15 10:30",
         number=7012, facility=OFFICE),
)  # fmt: skip


@pytest.fixture
def chief(client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Client:
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    monkeypatch.setattr("lazaretto.project.clock.now", clock("03-15 12:00"))
    record(*FACTS)
    return sign_in(client, "C1", "detachment_leader", everywhere=True)


def read(client: Client, path: str, shape: str, **query: str) -> Any:
    """The answer, which is what the document says it is."""
    answer = client.get(f"/api/v1/{path}", query)
    assert answer.status_code == 200, answer.content[:500]
    schema = {"$ref": f"#/components/schemas/{shape}", "components": {"schemas": components()}}
    jsonschema.validate(answer.json(), schema, cls=jsonschema.Draft202012Validator)
    return answer.json()


def test_levels_in_force_and_every_order(chief: Client) -> None:
    found = read(chief, "command/levels", "LevelsTold")
    assert {one["facility"]: one["level"] for one in found["levels"]}["QZ-D"] == "closed"
    assert [(one["level"], one["state"]) for one in found["orders"]][:2] == [
        ("outbreak", "ahead"), ("closed", "holds"),
    ]  # fmt: skip
    early = read(chief, "command/levels", "LevelsTold", at="2022-03-10T12:00:00+08:00")
    assert {one["level"] for one in early["orders"]} == {"closed"}  # of the world's own founding


def test_leaders_and_whose_everything_is(chief: Client) -> None:
    found = read(chief, "command/leaders", "LeadersTold")
    (line,) = [one for one in found["facilities"] if one["facility"] == "QZ-D"]
    assert (line["leader"]["person"], line["leader"]["until"]) == ("L1", None)
    assert (line["now"]["person"], line["now"]["why"], line["now"]["behalf"]) == ("P7", "delegated", "L1")
    assert line["now"]["until"] == "2022-03-15T10:00:00Z"
    assert [one["state"] for one in line["left"]] == ["runs"]
    later = read(chief, "command/leaders", "LeadersTold", at="2022-03-14T12:00:00+08:00")
    assert next(one["now"]["person"] for one in later["facilities"] if one["facility"] == "QZ-D") == "L1"


def test_directives_with_receipts_and_assignments(chief: Client) -> None:
    found = read(chief, "command/directives", "DirectivesTold")
    assert [(one["said"]["directive"], one["depth"]) for one in found["directives"]] == [
        ("D-1", 0),
        ("D-2", 1),
    ]
    (receipt,) = found["directives"][1]["receipts"]
    assert (receipt["facility"], receipt["state"]) == ("QZ-D", "late")
    assert [(one["title"], one["late"]) for one in receipt["assignments"]] == [("Turn parcels away", True)]
    assert found["unread"] == 1
    (unread,) = found["directives"][0]["receipts"]
    assert (unread["whose"]["person"], unread["whose"]["why"]) == ("P7", "delegated")
    assert receipt["whose"] is None
    one = read(chief, "command/directives/D-1", "DirectiveInFull")
    assert [(each["parameter"], each["value"], each["known"]) for each in one["settings"]] == [
        ("directive.hours", "1", True)
    ]
    assert chief.get("/api/v1/command/directives/none").status_code == 404


def test_dispatches_with_answers_and_minutes(chief: Client) -> None:
    found = read(chief, "command/dispatches", "DispatchesTold")
    assert found["running"] is None
    assert [(one["dispatch"], one["state"], one["lines"]) for one in found["past"]] == [
        ("T0315", "closed", [])
    ]
    assert found["agenda"]
    one = read(chief, "command/dispatches/T0315", "DispatchTold")
    assert (one["recorded_by"], one["signed_by"], one["remarks"]) == ("TS2", None, "Quiet")
    (line,) = one["lines"]
    assert (line["facility"], line["state"], line["answer"]) == ("QZ-D", "answered", "Seen since")
    assert one["undecided"] == 1


def test_the_lines_that_must_read_zero(chief: Client) -> None:
    found = read(chief, "bottom-lines", "LinesPage")
    assert [one["line"]["count"] for one in found["lines"]] == [0, 0, 0, 0]
    assert len(found["lines"][0]["days"]) == 28
    one = read(chief, "bottom-lines/four-layer-2022/nobody-missed", "LinePage", weeks="12")
    assert (one["breaches"], len(one["of"]["days"])) == ([], 84)
    assert chief.get("/api/v1/bottom-lines?weeks=5").status_code == 422


def test_each_within_its_scope(chief: Client, client: Client) -> None:
    other = sign_in(client, "MJ1", "duty_officer", "MJ-D")
    assert read(other, "command/directives", "DirectivesTold")["directives"] == []
    assert {one["facility"] for one in read(other, "command/leaders", "LeadersTold")["facilities"]} == {
        "MJ-D"
    }
    gate = sign_in(client, "G1", "gate_officer", "QZ-D")
    assert gate.get("/api/v1/command/levels").status_code == 403
    assert gate.get("/api/v1/bottom-lines/four-layer-2022/nobody-mixed").status_code == 403
    assert gate.get("/api/v1/bottom-lines").status_code == 200
