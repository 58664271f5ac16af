"""HMP Birmingham, 2021: arrivals of different days in one cell. Refused before, found after, restarted."""

from datetime import timedelta

import pytest
from django.test import Client

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.actions.list_releases import list_releases
from lazaretto.actions.open_cells import open_cells
from lazaretto.actions.open_day_sheet import open_day_sheet
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.restart_cohort import restart_cohort
from lazaretto.actions.statement import Statement
from lazaretto.board.cells import Card
from lazaretto.facts.custody import Admitted, PlaceRequested
from lazaretto.facts.fact import Body
from lazaretto.facts.quarantine import LegStarted, Ordered, PlannedLeg
from lazaretto.ledger.receipts import Receipt
from tests.journeys.city import record, sign_in
from tests.stating import moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]

CELL = "QZ-D/T/01"  # A and B have been in it since 13 March
NOW = moment("03-15 12:00")
LEADER = Actor("QZ-9", "leader", Scope(frozenset({"QZ-D"})))
OFFICER = Actor("QZ-1", "duty_officer", Scope(frozenset({"QZ-D"})))


@pytest.fixture(autouse=True)
def _city() -> None:
    record()


def says(body: Body, *, actor: Actor = OFFICER, minutes: int = 0) -> Receipt:
    at = NOW + timedelta(minutes=minutes)
    return record_fact(
        Statement(body=body, occurred=at, facility="QZ-D", place=getattr(body, "cell", None)),
        actor=actor, device="desk", now=at,
    )  # fmt: skip


def arrives() -> Receipt:
    """D is put into the cell of those who came two days before, and the leg begins."""
    receipt = says(Admitted(person="D", cell=CELL, sex="male"))
    order = Ordered(
        order="O-D", person="D", basis="Art. 1", ordered_by="QZ-9", review_on=NOW.date(),
        legs=(PlannedLeg(layer=3, facility="QZ-D", days=14),),
    )  # fmt: skip
    says(order, actor=LEADER, minutes=1)
    says(LegStarted(order="O-D", person="D", layer=3, cohort="K-D"), minutes=2)
    return receipt


def card(*, minutes: int = 5) -> Card:
    page = open_cells("QZ-D", actor=OFFICER, now=NOW + timedelta(minutes=minutes))
    return next(card for card in page.cards if card.cell.place == CELL)


def test_the_place_is_refused_before_anybody_is_moved() -> None:
    with pytest.raises(Refused) as refusal:
        says(PlaceRequested(person="D", cell=CELL, reason="arrival"))
    assert refusal.value.rule in {"strangers_would_mix", "cohort_is_closed"}


def test_what_happened_is_recorded_found_at_once_and_listed_with_whom_it_sets_back() -> None:
    arrival = arrives()
    assert arrival.recorded
    sheet = open_day_sheet("QZ-D", actor=OFFICER, now=NOW + timedelta(minutes=5))
    assert "quarantine.cohort_stranger" in {alert.rule for alert in sheet.alerts}
    (mixing,) = card().mixings
    assert (mixing.fact, mixing.cause, mixing.waiting) == (arrival.fact_id, "stranger", ("A", "B"))


def test_one_stroke_restarts_every_clock_and_the_gate_counts_anew() -> None:
    arrival = arrives()
    assert arrival.fact_id is not None
    receipts = restart_cohort(
        "QZ-D", because=arrival.fact_id, reason="mixed", actor=OFFICER, device="desk",
        now=NOW + timedelta(minutes=10),
    )  # fmt: skip
    assert len(receipts) == 2
    later = card(minutes=15)
    assert later.waiting == ()
    gate = list_releases("QZ-D", actor=OFFICER, now=NOW + timedelta(minutes=15))
    lines = {line.person: line for line in gate.lines}
    assert {lines[person].day for person in ("A", "B", "D")} == {0}
    assert all(
        held.state == "met" for person in ("A", "B", "D") for held in lines[person].conditions
        if held.name == "cohort_clean"
    )  # fmt: skip
    with pytest.raises(Refused, match="nobody_to_restart"):
        restart_cohort(
            "QZ-D", because=arrival.fact_id, reason="mixed", actor=OFFICER, device="desk",
            now=NOW + timedelta(minutes=20),
        )  # fmt: skip


def test_until_it_is_restarted_the_gate_is_shut_for_everybody_of_the_cell() -> None:
    arrives()
    gate = list_releases("QZ-D", actor=OFFICER, now=NOW + timedelta(minutes=15))
    clean = {
        line.person: next(held.state for held in line.conditions if held.name == "cohort_clean")
        for line in gate.lines
    }
    assert (clean["A"], clean["B"], clean["D"]) == ("not_met", "not_met", "met")


def test_on_the_screen_the_card_of_whoever_is_asked_for_is_opened(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lazaretto.web.releases.now", lambda: NOW)
    officer = sign_in(client, "QZ-8", "duty_officer", "QZ-D")
    shown = officer.get("/facilities/QZ-D/releases?person=A").content.decode()
    assert 'id="p-A"' in shown
    assert 'id="p-B"' not in shown
