"""Evacuation (H1): one act opens every rule, people are counted out, and the record is made whole."""

from datetime import timedelta

import pytest
from django.test import Client

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.actions.end_leg import end_leg
from lazaretto.actions.open_emergency import emergencies_now, open_emergency
from lazaretto.actions.open_inside import open_inside, open_muster
from lazaretto.actions.open_register import open_register
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.state_emergency import count_people, declare_emergency, end_emergency, say_where
from lazaretto.actions.statement import Statement
from lazaretto.facts import custody, gate
from tests.journeys.city import record, sign_in, told
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HOUSE, AT = "QZ-D", moment("03-15 07:00")
HERE = Scope(frozenset({HOUSE}))
GATE, DUTY = Actor("S1", "gate_officer", HERE), Actor("S2", "duty_officer", HERE)
LEADER, DOCTOR = Actor("L1", "leader", HERE), Actor("D1", "doctor", HERE)


def world() -> None:
    came = gate.Entered(category="person", subject="S1", zone="administration", basis="roster")
    record(fact(came, "03-15 06:00", number=500))


def open_of(minutes: int) -> set[str]:
    page = open_emergency(HOUSE, actor=LEADER, now=AT + timedelta(minutes=minutes))
    return {line.answered.person for line in page.open}


def test_an_evacuation_as_a_whole() -> None:
    world()
    out = gate.ExitRequested(exit="X", subject="A", purpose="other", requested_by="S2")
    with pytest.raises(Refused, match=r"exit_held|release"):
        record_fact(Statement(body=out, occurred=AT, facility=HOUSE), actor=DUTY, device="web", now=AT)
    with pytest.raises(Refused, match="muster_closed"):
        open_muster(HOUSE, actor=GATE, now=AT)

    fire = AT + timedelta(minutes=1)
    made = declare_emergency(HOUSE, cause="fire", words="", actor=GATE, device="web", now=fire)
    assert made is not None
    assert made.outcome == "accepted"
    assert declare_emergency(HOUSE, cause="fire", words="", actor=DOCTOR, device="web", now=fire) is None
    assert [one.facility for one in emergencies_now(actor=DUTY, now=fire)] == [HOUSE]
    assert emergencies_now(actor=Actor("X", "leader", Scope(frozenset({"MJ-D"}))), now=fire) == ()

    muster = open_muster(HOUSE, actor=GATE, now=fire)  # at the gate, too: numbers and beds
    assert [call.number for call in muster.calls] == ["C", "A", "B", "S1"]
    assert (muster.total, [sheet.to_count for sheet in muster.sheets]) == (4, [1, 2, 1])

    later = fire + timedelta(minutes=5)
    asked = Statement(body=out, occurred=later, facility=HOUSE)
    assert record_fact(asked, actor=DUTY, device="web", now=later).outcome == "accepted"
    came = gate.Entered(category="person", subject="FIREMAN", zone="guarded")
    record_fact(Statement(body=came, occurred=later, facility=HOUSE), actor=GATE, device="gate", now=later)

    count_people(
        HOUSE, assembly="North yard", present=["A", "S1"], missing=["B"], actor=GATE, device="web", now=later
    )
    assert open_of(8) == {"B", "C"}
    assert open_emergency(HOUSE, actor=GATE, now=later + timedelta(minutes=1)).answered == 2

    with pytest.raises(Refused, match="not_permitted"):
        end_emergency(HOUSE, words="", actor=DUTY, device="web", now=later)
    over = fire + timedelta(minutes=40)
    assert end_emergency(HOUSE, words="out", actor=LEADER, device="web", now=over).recorded
    assert open_of(42) == {"B", "C"}
    assert not emergencies_now(actor=DUTY, now=over + timedelta(minutes=1))

    found = over + timedelta(minutes=10)
    assert say_where(
        HOUSE, person="B", where="hospital", zone="guarded", actor=DUTY, device="web", now=found
    ).recorded
    count_people(HOUSE, assembly="Wing 1", present=["C"], missing=[], actor=DUTY, device="web", now=found)
    assert open_of(55) == set()
    page = open_inside(HOUSE, actor=LEADER, now=found + timedelta(minutes=1))
    assert [one.person for one in page.away] == ["B"]


def test_what_nobody_accounts_for_is_a_finding_until_the_end_of_its_hours(client: Client) -> None:
    declared = gate.EmergencyDeclared(emergency="E", cause="flood", declared_by="S2")
    ended = gate.EmergencyEnded(emergency="E", ended_by="L1")
    counted = gate.PeopleMustered(assembly="yard", present=("A", "B"))
    record(
        fact(declared, "03-14 10:00", number=600), fact(counted, "03-14 10:20", number=601),
        fact(ended, "03-14 11:00", number=602),
    )  # fmt: skip
    sign_in(client, "S2", "duty_officer", HOUSE)
    at = {"at": "2022-03-14T14:00:00+08:00"}
    found = told(client.get("/api/v1/findings", {"facility": HOUSE, **at}))["findings"]
    lost = [one["subject"] for one in found if one["rule"] == "gate.emergency_accounted"]
    assert lost == ["C"]
    before = told(client.get("/api/v1/findings", {"facility": HOUSE, "at": "2022-03-14T12:59:00+08:00"}))
    assert not [one for one in before["findings"] if one["rule"] == "gate.emergency_accounted"]


def test_the_gate_sees_how_many_are_held_and_who_only_in_an_emergency(client: Client) -> None:
    world()
    page = open_inside(HOUSE, actor=GATE, now=AT)
    assert (page.held_present, page.wings, page.masked) == (3, (), True)
    assert [one.subject for one in page.here] == ["S1"]
    assert [count.staff for count in page.counts] == [0, 1]
    whole = open_inside(HOUSE, actor=LEADER, now=AT)
    assert [one.person for _, people in whole.wings for one in people] == ["C", "A", "B"]
    assert [one.masked for _, people in whole.wings for one in people] == ["丙**", "甲**", "乙**"]
    declare_emergency(HOUSE, cause="fire", words="", actor=GATE, device="web", now=AT)
    assert not open_inside(HOUSE, actor=GATE, now=AT + timedelta(seconds=30)).masked
    with pytest.raises(Refused, match="out_of_scope"):
        open_inside("MJ-D", actor=LEADER, now=AT)


def test_the_register_has_every_passage_with_both_times() -> None:
    world()
    away = gate.Refused(category="consignment", subject="BOX", reason="parcel", passage="P9")
    left = gate.Left(category="person", subject="S1", zone="administration")
    record(
        fact(away, "03-15 06:30", number=501, recorded="03-15 06:50"),
        fact(left, "03-15 06:40", number=502),
        fact(left, "03-14 06:40", number=503),
    )
    page = open_register(HOUSE, actor=GATE, now=AT)
    assert [(one.way, one.subject, one.late) for one in page.passages] == [
        ("out", "S1", 0), ("no", "BOX", 1200), ("in", "S1", 0),
    ]  # fmt: skip
    assert (page.came, page.went, page.turned) == (1, 1, 1)
    assert [one.way for one in open_register(HOUSE, actor=GATE, now=AT, subject="BOX").passages] == ["no"]
    then = open_register(HOUSE, actor=GATE, now=AT, known_at=moment("03-15 06:45"))
    assert [one.subject for one in then.passages] == ["S1", "S1"]


def test_signing_and_care_stay_as_they_are_in_an_emergency() -> None:
    world()
    declare_emergency(HOUSE, cause="fire", words="", actor=GATE, device="web", now=AT)
    with pytest.raises(Refused, match="conditions_open"):
        end_leg(HOUSE, person="A", actor=LEADER, device="web", now=AT + timedelta(minutes=1))
    moved = custody.Moved(person="A", cell="QZ-D/T/02")
    said = Statement(body=moved, occurred=AT, facility=HOUSE)
    assert record_fact(said, actor=DUTY, device="web", now=AT).recorded
