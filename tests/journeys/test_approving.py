"""Asking for an entry and deciding about it, through the server: levels, deputies, withdrawals, overrides."""

from typing import Any

import pytest
from django.test import Client

from lazaretto.access.actor import Scope
from lazaretto.access.scope import scoped
from lazaretto.facts import gate
from lazaretto.facts.command import LeaderNamed, LevelOrdered
from lazaretto.facts.leading import DelegationEnded
from lazaretto.ledger.appending import append
from tests.journeys.city import clock, record, sign_in, told
from tests.stating import fact

pytestmark = pytest.mark.django_db

AT = "03-15 09:00"
ASK = {
    "ask": "1", "category": "person", "subject": "V-1", "zone": "guarded", "purpose": "repair",
    "opens": "2022-03-15T09:00", "closes": "2022-03-15T13:00",
}  # fmt: skip


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch, settings: Any) -> dict[str, Client]:
    """A house at the heightened level, and somebody of each role."""
    settings.SECOND_FACTOR_ROLES = frozenset()  # signing in has tests of its own
    record(
        fact(LevelOrdered(level="heightened", authority="city", reason="cases"), "03-14 08:00", number=50),
        fact(LeaderNamed(person="L1", title="deputy director"), "03-14 08:00", number=51),
        fact(LeaderNamed(person="C1", title="head"), "03-14 08:00", number=52, facility="TS-Z"),
    )
    turn(monkeypatch, AT)
    return {
        "officer": sign_in(Client(), "P1", "duty_officer", "QZ-D"),
        "deputy": sign_in(Client(), "P2", "duty_officer", "QZ-D"),
        "gate": sign_in(Client(), "G1", "gate_officer", "QZ-D"),
        "leader": sign_in(Client(), "L1", "leader", "QZ-D"),
        "other": sign_in(Client(), "L2", "leader", "MJ-D"),
        "chief": sign_in(Client(), "C1", "detachment_leader", everywhere=True),
        "inspector": sign_in(Client(), "I1", "inspector", everywhere=True),
    }


def turn(monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    """The server's clock says so, on every page and in the API."""
    for module in ("approvals", "entries", "exceptions", "day_sheet", "board"):
        monkeypatch.setattr(f"lazaretto.web.{module}.now", clock(at))
    for module in ("entries", "facts"):
        monkeypatch.setattr(f"lazaretto.api.{module}.now", clock(at))


def ask(who: Client, **changes: str) -> str:
    """Ask for an entry; the number it got."""
    answer = who.post("/facilities/QZ-D/entries", ASK | changes)
    assert answer.status_code == 302, answer.content.decode()
    lines = told(who.get("/api/v1/facilities/QZ-D/entries"))["lines"]
    return str(lines[0]["approval"])


def decide(who: Client, approval: str, verb: str, facility: str = "QZ-D", **more: Any) -> Any:
    asked = {"facility": facility, "approval": approval, "verb": verb, "clock": "Asia/Shanghai"}
    return who.post("/approvals", asked | more)


def state(who: Client, approval: str) -> str:
    lines = told(who.get("/api/v1/facilities/QZ-D/entries"))["lines"]
    return str(next(line["state"] for line in lines if line["approval"] == approval))


def test_two_levels_each_knowing_whose_turn_it_is(
    people: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    approval = ask(people["officer"])
    first = told(people["officer"].get("/api/v1/approvals"))
    assert not first["mine"]
    assert first["others"][0]["awaited"]["leader"] == "L1"
    assert first["others"][0]["awaited"]["whose"]["person"] == "L1"
    assert first["others"][0]["awaited"]["whose"]["why"] == "named"
    assert (
        b"1 entry waits for your decision"
        in people["leader"].get("/facilities/QZ-D", headers={"accept-language": "en"}).content
    )
    early = decide(people["chief"], approval, "approve")
    assert (early.status_code, state(people["chief"], approval)) == (422, "requested")
    assert decide(people["leader"], approval, "approve", chip=["mask"], words="escort").status_code == 302
    mine = told(people["chief"].get("/api/v1/approvals"))["mine"]
    assert [(line["approval"], line["awaited"]["leader"]) for line in mine] == [(approval, "C1")]
    turn(monkeypatch, "03-15 09:05")  # what is said in one instant has no order of its own
    assert decide(people["chief"], approval, "approve", closes="2022-03-15T12:00").status_code == 302
    line = told(people["gate"].get("/api/v1/facilities/QZ-D/entries"))["lines"][0]
    assert (line["state"], line["closes"]) == ("approved", "2022-03-15T04:00:00Z")
    assert [step["words"] for step in line["steps"]] == ["mask；escort", None]  # by default in Chinese


def test_nobody_decides_what_they_asked_for_and_nobody_out_of_scope(people: dict[str, Client]) -> None:
    own = ask(people["leader"])
    assert decide(people["leader"], own, "approve").status_code == 422
    assert state(people["leader"], own) == "requested"
    assert told(people["leader"].get("/api/v1/approvals"))["mine"] == []
    for who in ("other", "officer", "gate", "inspector"):
        assert decide(people[who], own, "approve").status_code == 422
    assert state(people["leader"], own) == "requested"


def test_a_denial_has_a_reason_and_stays(people: dict[str, Client]) -> None:
    approval = ask(people["officer"])
    assert decide(people["leader"], approval, "deny").status_code == 422
    assert decide(people["leader"], approval, "deny", chip="by telephone").status_code == 302
    assert decide(people["leader"], approval, "approve").status_code == 422
    page = told(people["inspector"].get("/api/v1/exceptions"))
    assert [(one["step"]["act"], one["step"]["words"]) for one in page["not_allowed"]] == [
        ("deny", "by telephone")
    ]


def test_whoever_asked_or_approved_withdraws_and_nobody_else(people: dict[str, Client]) -> None:
    approval = ask(people["officer"], zone="administration")
    assert decide(people["leader"], approval, "approve").status_code == 302
    assert decide(people["deputy"], approval, "withdraw", chip="called off").status_code == 422
    assert decide(people["officer"], approval, "withdraw", chip="called off").status_code == 302
    assert state(people["officer"], approval) == "withdrawn"


LEFT = {
    "delegate": "P2", "level": "leader", "house": "QZ-D", "opens": "2022-03-15T09:00",
    "closes": "2022-03-15T10:00", "clock": "Asia/Shanghai",
}  # fmt: skip


def test_a_deputy_decides_while_the_delegation_runs(
    people: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = ask(people["officer"], zone="administration"), ""
    assert decide(people["deputy"], first, "approve").status_code == 422
    assert people["leader"].post("/approvals", LEFT).status_code == 302
    waits = told(people["officer"].get("/api/v1/approvals"))["others"][0]
    assert waits["awaited"]["delegates"] == ["P2"]
    assert decide(people["deputy"], first, "approve").status_code == 302
    step = told(people["officer"].get("/api/v1/facilities/QZ-D/entries"))["lines"][0]["steps"][0]
    assert step["by"] == "P2"
    assert step["delegation"]
    turn(monkeypatch, "03-15 09:30")
    second = ask(people["officer"], zone="administration", subject="V-2")
    turn(monkeypatch, "03-15 10:00")
    assert decide(people["deputy"], second, "approve").status_code == 422
    assert state(people["deputy"], second) == "requested"


def test_a_delegation_that_was_ended_is_not_one_that_is_still_to_begin(
    people: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert people["leader"].post("/approvals", LEFT).status_code == 302
    (line,) = told(people["officer"].get("/api/v1/approvals"))["delegations"]
    ended = fact(
        DelegationEnded(delegation=line["delegation"], ended_by="L1", reason="back"), "03-15 09:20", number=70
    )
    with scoped(Scope(everywhere=True)):
        append([ended])
    turn(monkeypatch, "03-15 09:25")
    assert told(people["officer"].get("/api/v1/approvals"))["delegations"] == []
    assert "Deciding is left to" not in people["officer"].get("/approvals").content.decode()


@pytest.mark.parametrize(
    ("who", "changes"),
    [
        ("leader", {"delegate": "L1"}),
        ("leader", {"closes": "2022-03-23T09:00"}),
        ("leader", {"level": "detachment"}),
        ("leader", {"house": "MJ-D"}),
        ("deputy", {}),
        ("deputy", {"delegate": "P1"}),
        ("leader", {"opens": ""}),
    ],
)
def test_a_delegation_that_may_not_be(people: dict[str, Client], who: str, changes: dict[str, str]) -> None:
    """Not to oneself, not beyond a week, not of another level or house, and never handed on."""
    people["leader"].post("/approvals", LEFT)
    before = len(told(people["leader"].get("/api/v1/approvals"))["delegations"])
    assert people[who].post("/approvals", LEFT | changes).status_code == 422
    assert len(told(people["leader"].get("/api/v1/approvals"))["delegations"]) == before


def test_a_delegate_claims_nothing_that_was_left_to_another(people: dict[str, Client]) -> None:
    approval = ask(people["officer"], zone="administration")
    people["leader"].post("/approvals", LEFT)
    code = told(people["leader"].get("/api/v1/approvals"))["delegations"][0]["delegation"]
    for who, by in (("officer", "P1"), ("officer", "P2"), ("gate", "P2")):
        body = {"kind": "gate.entry_approved/1", "approval": approval, "approved_by": by, "level": "leader",
                "delegation": code}  # fmt: skip
        said = {"body": body, "occurred": "2022-03-15T09:00:00+08:00", "facility": "QZ-D"}
        answer = people[who].post("/api/v1/facts", said, content_type="application/json")
        assert answer.json()["rule"] == "delegation_void", who
    assert state(people["officer"], approval) == "requested"


def test_an_override_is_reported_late_and_the_page_says_so(
    people: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    over = gate.Overridden(
        override="O-1", subject="120", authority="L1", reason="a life in danger", category="vehicle"
    )
    came = gate.Entered(category="vehicle", subject="120", zone="guarded", basis="O-1")
    record(fact(over, "03-15 09:10", number=70), fact(came, "03-15 09:11", number=71))
    turn(monkeypatch, "03-15 12:00")
    page = told(people["leader"].get("/api/v1/exceptions"))
    assert [one["state"] for one in page["overrides"]] == ["owed"]
    turn(monkeypatch, "03-16 01:00")
    assert [one["state"] for one in told(people["leader"].get("/api/v1/exceptions"))["overrides"]] == [
        "missed"
    ]
    asked = {"facility": "QZ-D", "override": "O-1"}
    assert people["gate"].post("/facilities/QZ-D/exceptions", asked).status_code == 422
    assert (
        people["leader"].post("/facilities/QZ-D/exceptions", asked | {"override": "O-9"}).status_code == 422
    )
    assert people["leader"].post("/facilities/QZ-D/exceptions", asked).status_code == 302
    line = told(people["inspector"].get("/api/v1/facilities/QZ-D/exceptions"))["overrides"][0]
    assert (line["state"], line["reported_by"]) == ("late", "L1")


def test_what_came_in_while_fully_closed_stands_with_its_approver_and_reason(
    people: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = LevelOrdered(level="closed", authority="city", reason="cases")
    approval = ask(people["officer"], zone="administration", subject="V-3", purpose="food delivery")
    assert decide(people["leader"], approval, "approve").status_code == 302
    came = gate.Entered(category="person", subject="V-3", zone="administration", basis=approval)
    ghost = gate.Entered(category="person", subject="V-4", zone="administration")
    record(fact(closed, "03-15 09:05", number=60), fact(came, "03-15 09:20", number=61),
           fact(ghost, "03-15 09:21", number=62))  # fmt: skip
    turn(monkeypatch, "03-15 10:00")
    found = told(people["chief"].get("/api/v1/exceptions"))["entries"]
    said = {one["subject"]: (one["purpose"], [s["by"] for s in one["steps"]], one["lack"]) for one in found}
    assert said == {"V-3": ("food delivery", ["L1"], "leader_alone"), "V-4": (None, [], "none")}


def test_the_days_of_the_page_are_checked(people: dict[str, Client]) -> None:
    for query in ("first=2022-03-15&last=2022-03-14", "first=2021-01-01&last=2022-03-14"):
        assert people["leader"].get(f"/api/v1/exceptions?{query}").status_code >= 400
    assert people["leader"].get("/exceptions?from=today").status_code == 400


def test_a_form_that_lacks_something_says_what(people: dict[str, Client]) -> None:
    for changes in ({"subject": ""}, {"opens": "soon"}, {"zone": "attic"}, {"closes": "2022-03-15T08:00"}):
        assert people["officer"].post("/facilities/QZ-D/entries", ASK | changes).status_code == 422
    assert told(people["officer"].get("/api/v1/facilities/QZ-D/entries"))["lines"] == []
