"""Wuhan women's prison, 2020: a contact, a sentence that ends, two readings of 37.3, a signed promise.

The same path at Qinzhou in March 2022, through the gate: never held when the law lets her go, never let go
without the health authority's acknowledged hand-over; a transfer waits; an override has a name and is
reported.
"""

import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.models import Read
from lazaretto.actions.ask_exit import ExitAnswer, ask_exit
from lazaretto.actions.open_day_sheet import open_day_sheet
from lazaretto.actions.record_batch import record_batch
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.facts.custody import Admitted, DeadlineSet, Moved, Received, Released
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.gate import ExitRequested, Overridden, OverrideReported, Purpose
from lazaretto.facts.hygiene import Reading, TemperaturesTaken
from lazaretto.facts.quarantine import LegEnded, LegStarted, Ordered, PlannedLeg, Served
from lazaretto.ledger.receipts import Receipt
from tests.journeys.city import record, sign_in
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]

SHE, CELL = "Huang", "QZ-D/T/02"
NOW = moment("03-27 09:00")  # the 21st of that February
GATE = Actor("QZ-7", "gate_officer", Scope(frozenset({"QZ-D"})))
OFFICER = Actor("QZ-1", "duty_officer", Scope(frozenset({"QZ-D"})))
LEADER = Actor("QZ-9", "leader", Scope(frozenset({"QZ-D"})))
THIRTEEN = (
    "03-24 08:00 366", "03-24 12:00 373", "03-24 18:00 368", "03-24 22:00 367", "03-25 08:00 366",
    "03-25 12:00 373", "03-25 18:00 369", "03-26 08:00 365", "03-26 12:00 368", "03-26 18:00 367",
    "03-26 22:00 366", "03-27 07:00 366", "03-27 08:30 367",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _her_path() -> None:
    """Held since January, a contact since 4 March, ordered apart; the sentence ends on the 23rd meanwhile."""
    order = Ordered(
        order="O-H", person=SHE, basis="law", ordered_by="QZ-9", review_on=date(2022, 3, 30), cause="contact",
        legs=(PlannedLeg(layer=3, facility="QZ-D", days=14),),
    )  # fmt: skip
    said: list[tuple[Body, str]] = [
        (Admitted(person=SHE, cell="QZ-D/G1/01", sex="female"), "01-10 09:00"),
        (DeadlineSet(person=SHE, until=date(2022, 3, 23), basis="judgment"), "01-10 10:00"),
        (order, "03-14 10:00"),
        (Moved(person=SHE, cell=CELL), "03-14 10:30"),
        (LegStarted(order="O-H", person=SHE, layer=3, cohort="K-H"), "03-14 11:00"),
        (Served(order="O-H", person=SHE, served_by="QZ-1"), "03-14 12:00"),
    ]
    for row in THIRTEEN:
        day, clock, tenths = row.split()
        reading = Reading(person=SHE, celsius_tenths=int(tenths))
        said.append((TemperaturesTaken(readings=(reading,)), f"{day} {clock}"))
    facts: list[Fact] = [fact(body, when, number=500 + n) for n, (body, when) in enumerate(said)]
    record(*facts)


def ask(purpose: Purpose, *, actor: Actor = GATE, now: datetime = NOW, basis: str = "") -> ExitAnswer:
    return ask_exit("QZ-D", person=SHE, purpose=purpose, basis=basis, actor=actor, now=now)


def says(body: Body, *, actor: Actor = GATE, minutes: int = 0) -> Receipt:
    at = NOW + timedelta(minutes=minutes)
    return record_fact(Statement(body=body, occurred=at, facility="QZ-D"), actor=actor, device="gate", now=at)


def requested(purpose: Purpose, *, basis: str | None = None, exit_: str = "X-1") -> ExitRequested:
    return ExitRequested(exit=exit_, subject=SHE, purpose=purpose, requested_by="QZ-7", basis=basis)


def ended(reason: str) -> LegEnded:
    return LegEnded(
        order="O-H", person=SHE, layer=3, outcome="released_by_law", signed_by="QZ-9", reason=reason
    )


def found(at: datetime, rule: str) -> bool:
    sheet = open_day_sheet("QZ-D", actor=LEADER, now=at)
    return rule in {alert.rule for alert in sheet.alerts}


def owed(at: datetime, clause: str) -> set[str]:
    """In which parts of the sheet something of a clause stands."""
    sheet = open_day_sheet("QZ-D", actor=LEADER, now=at)
    parts = ("missed", "late", "owed", "done")
    return {part for part in parts for group in getattr(sheet, part) if group.clause == clause}


def test_her_sentence_is_over_so_the_gate_hands_over_and_never_holds() -> None:
    answer = ask("release")
    assert (answer.verdict, answer.rule) == ("hand_over", "release_hand_over")
    assert "do not hold" in answer.say.en
    assert says(requested("release", basis="sentence served")).outcome == "accepted"


def test_the_acknowledged_hand_over_opens_the_gate() -> None:
    receipt = says(Received(person=SHE, party="health_authority", received_by="Dr Li, CDC", status_read=True))
    assert receipt.outcome == "accepted"
    answer = ask("release", now=NOW + timedelta(minutes=1))
    assert (answer.verdict, answer.rule, answer.handed_over) == ("leave", "release_received", True)
    says(Released(person=SHE, basis="sentence served", handed_to="CDC"), actor=OFFICER, minutes=2)
    end = LegEnded(
        order="O-H", person=SHE, layer=3, outcome="released_by_law", signed_by="QZ-9", reason="law"
    )
    says(end, actor=LEADER, minutes=2)
    assert not found(NOW + timedelta(hours=7), "quarantine.release_received")


def test_before_the_sentence_is_over_a_release_needs_its_paper() -> None:
    early = moment("03-20 09:00")
    assert ask("release", now=early).rule == "release_without_paper"
    with pytest.raises(Refused) as refusal:
        record_fact(
            Statement(body=requested("release"), occurred=early, facility="QZ-D"), actor=GATE, device="gate",
            now=early,
        )  # fmt: skip
    assert refusal.value.rule == "release_without_paper"
    assert ask("release", now=early, basis="ruling 7").verdict == "hand_over"


def test_a_transfer_is_held_while_the_readings_and_the_leg_are_open() -> None:
    answer = ask("transfer", actor=OFFICER)
    assert (answer.verdict, answer.rule) == ("hold", "unresolved")
    assert answer.conditions is not None
    assert {"no_fever", "days_full", "tests_negative"} <= {line.name for line in answer.conditions}
    with pytest.raises(Refused) as refusal:
        says(requested("transfer"), actor=OFFICER)
    assert refusal.value.rule == "exit_held"
    assert "no_fever" in refusal.value.values["open"]


def test_a_refusal_at_the_gate_names_nothing_clinical() -> None:
    with pytest.raises(Refused) as refusal:
        says(requested("transfer"))
    assert (refusal.value.rule, dict(refusal.value.values)) == ("not_cleared_to_leave", {"person": SHE})
    statement = Statement(body=requested("transfer"), occurred=NOW, facility="QZ-D")
    (receipt,) = record_batch([statement], actor=GATE, device="gate", now=NOW)
    assert (receipt.rules, receipt.values) == (("not_cleared_to_leave",), {"person": SHE})


def test_a_named_override_lets_her_pass_and_is_owed_upward_the_same_day() -> None:
    reason = "flood in the wing"
    override = Overridden(override="OV-1", subject=SHE, authority="QZ-9", reason=reason)
    says(override, actor=LEADER)
    answer = ask("transfer", now=NOW + timedelta(minutes=1))
    assert (answer.verdict, answer.rule, answer.override) == ("leave", "overridden", True)
    assert says(requested("transfer"), minutes=1).outcome == "accepted"
    assert owed(NOW + timedelta(hours=1), "gate.override_reported") == {"owed"}
    says(OverrideReported(override="OV-1"), actor=OFFICER, minutes=90)
    assert owed(NOW + timedelta(hours=2), "gate.override_reported") == {"done"}


def test_driven_out_on_a_promise_it_is_found_the_same_day() -> None:
    says(Released(person=SHE, basis="signed a promise"), actor=OFFICER, minutes=30)
    end = LegEnded(
        order="O-H", person=SHE, layer=3, outcome="released_by_law", signed_by="QZ-9", reason="promise"
    )
    says(end, actor=LEADER, minutes=30)
    assert not found(NOW + timedelta(hours=1), "quarantine.release_received")
    assert found(NOW + timedelta(hours=7), "quarantine.release_received")


def test_the_gate_sees_no_conditions_and_whoever_does_leaves_a_line_in_the_log() -> None:
    assert ask("transfer").conditions is None
    assert Read.objects.count() == 0
    ask("transfer", actor=OFFICER)
    (line,) = Read.objects.all()
    assert (line.reader, line.subject, line.reason, line.outcome) == (
        "QZ-1",
        SHE,
        "exit: transfer",
        "granted",
    )


def test_who_is_not_on_the_roll_is_not_on_the_roll() -> None:
    with pytest.raises(Refused, match="not_held_here"):
        ask_exit("QZ-D", person="D", purpose="transfer", actor=OFFICER, now=NOW)  # held at Maiji
    (line,) = Read.objects.all()
    assert line.outcome == "refused"
    with pytest.raises(Refused, match="not_permitted"):
        ask_exit("QZ-D", person=SHE, purpose="transfer", now=NOW, actor=Actor("I", "inspector", GATE.scope))


def test_the_page_leads_from_the_question_to_the_open_gate(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lazaretto.project.clock.now", lambda: NOW)
    sign_in(client, "QZ7", "gate_officer", "QZ-D")
    page, asked = "/facilities/QZ-D/exit", {"person": SHE, "purpose": "release"}

    def told(**more: str) -> str:
        answer = client.post(page, asked | more, headers={"accept-language": "en"})
        assert answer.status_code == 200, answer.content
        return re.sub(r"\s+", " ", answer.content.decode())

    first = told(act="ask")
    assert "Hand over first" in first
    assert "gate-row" not in first  # nothing clinical at the gate
    assert "May leave" in told(act="received", received_by="Dr Li", status_read="1")
    assert "Recorded." in told(act="request")
    held = client.post(page, {"person": SHE, "purpose": "transfer", "act": "request"})
    assert held.status_code == 422
    assert "Open:" not in held.content.decode()
    nobody = client.post(page, {"person": "nobody", "purpose": "transfer", "act": "ask"})
    assert nobody.status_code == 422
