"""A lock-up is emptied and becomes an isolation point: shown, ordered, carried out by trips, taken back."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.scope import scoped
from lazaretto.actions.carry_trip import depart_trip, receive_trip
from lazaretto.actions.end_conversion import end_conversion
from lazaretto.actions.order_conversion import order_conversion, seal
from lazaretto.actions.plan_conversion import open_conversion, plan_conversion
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.facts.command import FacilityEstablished, FacilityKind, PlaceEstablished, VehicleListed
from lazaretto.facts.custody import Admitted, Moved, Released
from lazaretto.facts.duty import Enrolled
from lazaretto.facts.fact import Body, Fact
from lazaretto.ledger.appending import append
from tests.journeys.city import sign_in
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]

NOW = moment("03-15 12:00")
CHIEF = Actor("TS-1", "detachment_leader", Scope(everywhere=True))
HERE = Actor("QZ-1", "duty_officer", Scope(frozenset({"QZ-L"})))
THERE = Actor("MJ-1", "duty_officer", Scope(frozenset({"MJ-L"})))


def _house(code: str, sort: FacilityKind, county: str) -> tuple[str, Body]:
    return code, FacilityEstablished(name=code, sort=sort, county=county, city="TS", zone="Asia/Shanghai")


def _cell(code: str, wing: str, number: int, capacity: int = 4) -> tuple[str, Body]:
    return code, PlaceEstablished(established=f"{code}/{wing}/{number:02}", use="general", capacity=capacity)


def _world() -> list[Fact]:
    said: list[tuple[str, Body]] = [
        _house("QZ-L", "lock_up", "QZ"), _house("MJ-L", "lock_up", "MJ"),
        _house("QZ-D", "detention_house", "QZ"),
        *(_cell("QZ-L", "G1", n) for n in (1, 2, 3)), *(_cell("MJ-L", "G1", n) for n in (1, 2)),
        _cell("QZ-D", "G1", 1, capacity=20),
        ("QZ-L", VehicleListed(vehicle="QZ-V1", seats=3)),
        ("QZ-L", Enrolled(person="QZ-P1", sex="female", post="officer")),
        ("QZ-L", Enrolled(person="QZ-P2", sex="male", post="officer")),
        *(("QZ-L", Admitted(person=f"A{n}", cell="QZ-L/G1/01", sex="male")) for n in range(3)),
        *(("QZ-L", Admitted(person=f"B{n}", cell="QZ-L/G1/02", sex="female")) for n in range(2)),
    ]  # fmt: skip
    return [fact(body, "03-01 08:00", number=n, facility=code) for n, (code, body) in enumerate(said, 1)]


@pytest.fixture(autouse=True)
def _city() -> None:
    with scoped(Scope(everywhere=True)):
        append(_world())


def _order() -> str:
    _page, plan = plan_conversion("QZ-L", actor=CHIEF, now=NOW)
    return order_conversion(
        "QZ-L", role="isolation_point", authority="city", reason="cases", begins=NOW, to=(), shown=seal(plan),
        actor=CHIEF, device="desk", now=NOW,
    )  # fmt: skip


def test_the_plan_keeps_cellmates_together_among_their_own_sort_of_house() -> None:
    page, plan = plan_conversion("QZ-L", actor=CHIEF, now=NOW)
    assert [receiver.code for receiver in page.receivers] == ["MJ-L"]
    assert plan.fits
    assert {(move.start, move.to) for move in plan.moves} == {
        ("QZ-L/G1/01", "MJ-L/G1/01"), ("QZ-L/G1/02", "MJ-L/G1/02"),
    } or {(m.start, m.to) for m in plan.moves} == {
        ("QZ-L/G1/01", "MJ-L/G1/02"), ("QZ-L/G1/02", "MJ-L/G1/01"),
    }  # fmt: skip
    assert [len(trip.people) for trip in plan.trips] == [3, 2]
    assert dict(plan.follow) == {"QZ-P1": "MJ-L", "QZ-P2": "MJ-L"}
    assert (page.gain.cells, page.gain.places) == (3, 12)


def test_ordered_it_suspends_the_intake_and_is_carried_out_trip_by_trip() -> None:
    _order()
    page = open_conversion("QZ-L", actor=HERE, now=NOW)
    assert (page.suspended, page.role) == (True, "ordinary")
    assert page.running is not None
    later = NOW + timedelta(hours=1)
    for trip in (1, 2):
        depart_trip(
            "QZ-L", vehicle="QZ-V1", trip=trip, escort=("QZ-P1",), actor=HERE, device="desk", now=later
        )
        coming = open_conversion("MJ-L", actor=THERE, now=later).expected
        assert [(e.origin, e.stage) for e in coming if e.trip == trip] == [("QZ-L", "on_the_way")]
        receive_trip(
            "MJ-L", origin="QZ-L", vehicle="QZ-V1", trip=trip, actor=THERE, device="desk",
            now=later + timedelta(minutes=30),
        )  # fmt: skip
    evening = NOW + timedelta(hours=6)
    end_conversion("QZ-L", outcome="carried_out", reason="", actor=CHIEF, device="desk", now=evening)
    page = open_conversion("QZ-L", actor=HERE, now=evening)
    assert (page.role, page.people, page.running) == ("isolation_point", 0, None)
    night = evening + timedelta(hours=2)
    end_conversion("QZ-L", outcome="reversed", reason="over", actor=CHIEF, device="desk", now=night)
    page = open_conversion("QZ-L", actor=HERE, now=night + timedelta(minutes=1))
    assert (page.role, page.suspended, page.reversible) == ("ordinary", False, None)


def test_it_takes_its_role_up_only_when_it_is_empty() -> None:
    _order()
    with pytest.raises(Refused, match="conversion_unfinished"):
        end_conversion("QZ-L", outcome="carried_out", reason="", actor=CHIEF, device="desk", now=NOW)
    soon = NOW + timedelta(minutes=1)
    end_conversion("QZ-L", outcome="abandoned", reason="too late", actor=CHIEF, device="desk", now=soon)
    page = open_conversion("QZ-L", actor=CHIEF, now=soon + timedelta(minutes=1))
    assert (page.suspended, page.conversions[0].state) == (False, "abandoned")


def test_whoever_takes_the_ordinary_role_up_again_takes_people_in_again() -> None:
    for number, person in enumerate(("A0", "A1", "A2", "B0", "B1")):
        gone = Released(person=person, basis="term over")
        at = NOW + timedelta(minutes=number)
        record_fact(Statement(body=gone, occurred=at, facility="QZ-L"), actor=HERE, device="desk", now=at)
    later = NOW + timedelta(hours=1)
    _page, plan = plan_conversion("QZ-L", actor=CHIEF, now=later)
    order_conversion(
        "QZ-L", role="ordinary", authority="city", reason="over", begins=later, to=(), shown=seal(plan),
        actor=CHIEF, device="desk", now=later,
    )  # fmt: skip
    with pytest.raises(Refused, match="conversion_running"):
        plan_conversion("QZ-L", actor=CHIEF, now=later)
    end_conversion(
        "QZ-L", outcome="carried_out", reason="", actor=CHIEF, device="desk", now=later + timedelta(minutes=5)
    )
    page = open_conversion("QZ-L", actor=HERE, now=later + timedelta(minutes=6))
    assert (page.role, page.suspended) == ("ordinary", False)


def test_only_the_plan_that_was_looked_at_is_ordered() -> None:
    _page, plan = plan_conversion("QZ-L", actor=CHIEF, now=NOW)
    gone = Statement(body=Released(person="A0", basis="term over"), occurred=NOW, facility="QZ-L")
    record_fact(gone, actor=HERE, device="desk", now=NOW)
    with pytest.raises(Refused, match="plan_changed"):
        order_conversion(
            "QZ-L", role="isolation_point", authority="city", reason="cases", begins=NOW, to=(),
            shown=seal(plan), actor=CHIEF, device="desk", now=NOW + timedelta(minutes=1),
        )  # fmt: skip


def test_what_does_not_fit_cannot_be_ordered_and_says_who_is_left() -> None:
    split = Statement(body=Moved(person="A0", cell="QZ-L/G1/03"), occurred=NOW, facility="QZ-L")
    record_fact(split, actor=HERE, device="desk", now=NOW)
    soon = NOW + timedelta(minutes=1)
    _page, plan = plan_conversion("QZ-L", actor=CHIEF, now=soon)  # three groups for two empty cells
    assert [short.people for short in plan.short] == [("A0",)]
    with pytest.raises(Refused, match="conversion_short"):
        order_conversion(
            "QZ-L", role="isolation_point", authority="city", reason="cases", begins=NOW, to=(),
            shown=seal(plan), actor=CHIEF, device="desk", now=soon,
        )  # fmt: skip


def test_nobody_leaves_without_an_escort_and_only_the_detachment_orders() -> None:
    _order()
    with pytest.raises(Refused, match="escort_missing"):
        depart_trip("QZ-L", vehicle="QZ-V1", trip=1, escort=(), actor=HERE, device="desk", now=NOW)
    with pytest.raises(Refused, match="trip_empty"):
        depart_trip("QZ-L", vehicle="QZ-V1", trip=7, escort=("QZ-P1",), actor=HERE, device="desk", now=NOW)
    with pytest.raises(Refused, match="not_permitted"):
        plan_conversion("QZ-L", actor=HERE, now=NOW)
    with pytest.raises(Refused, match="out_of_scope"):
        receive_trip("MJ-L", origin="QZ-L", vehicle="QZ-V1", trip=1, actor=HERE, device="desk", now=NOW)


def test_on_the_screen_the_leader_sees_the_plan_and_orders_it(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset()
    monkeypatch.setattr("lazaretto.web.conversion.now", lambda: NOW)
    chief = sign_in(client, "TS-9", "detachment_leader", everywhere=True)
    shown = chief.get("/facilities/QZ-L/role").content.decode()
    assert "A0" in shown
    assert "QZ-V1" in shown
    sealed = re.search(r'name="seal" value="([0-9a-f]{64})"', shown)
    assert sealed is not None
    form = {"act": "order", "seal": sealed[1], "role": "isolation_point", "begins": "2022-03-15T13:00"}
    assert chief.post("/facilities/QZ-L/role", form).status_code == 422  # no authority, no reason
    answer = chief.post("/facilities/QZ-L/role", form | {"authority": "city", "reason": "cases"})
    assert answer.status_code == 302
    running = chief.get("/facilities/QZ-L/role").content.decode()
    assert running.count('class="trip is-waiting"') == 2


def test_on_the_screen_an_officer_sends_a_trip_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    _order()
    monkeypatch.setattr("lazaretto.web.conversion.now", lambda: NOW)
    officer = sign_in(client, "QZ-9", "duty_officer", "QZ-L")
    form = {"act": "depart", "vehicle": "QZ-V1", "trip": "1", "escort": ""}
    assert officer.post("/facilities/QZ-L/role", form).status_code == 422
    assert officer.post("/facilities/QZ-L/role", form | {"escort": "QZ-P1"}).status_code == 302
    assert 'class="trip is-on_the_way"' in officer.get("/facilities/QZ-L/role").content.decode()
