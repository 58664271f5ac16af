"""Shilifeng prison, 2020: an officer conceals a journey, and the gate asks before anybody falls ill.

The same days at Qinzhou in March 2022: the record knows that he left on the tenth and that nobody knows where
he was. The station holds him, whatever he declares; whoever lets him in all the same is found within the
hour; and only a personal approval of this entry opens the gate.
"""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from lazaretto.access.actor import Actor, Scope
from lazaretto.actions.open_day_sheet import open_day_sheet
from lazaretto.actions.open_pack import open_pack
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.facts.duty import CheckedIn, Enrolled, RosterPublished
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.gate import Answer, Checked, Entered, EntryApproved, EntryRequested, Left
from lazaretto.facts.testing import ResultReported, Sampled
from lazaretto.ledger.receipts import Receipt
from lazaretto.obligations.passing import Passing, verdict
from tests.deciding import USUAL
from tests.journeys.city import record
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]

HE, SHE = "P-0714", "P-0715"
BACK = moment("03-16 08:00")
GATE = Actor("QZ-7", "gate_officer", Scope(frozenset({"QZ-D"})))
LEADER = Actor("QZ-9", "leader", Scope(frozenset({"QZ-D"})))
OFFICE = Actor("TS-9", "detachment_leader", Scope(everywhere=True))


@pytest.fixture(autouse=True)
def _both_were_away() -> None:
    """Both left on the tenth and are on the roster of the sixteenth; she checked in from home, he did not."""
    roster = RosterPublished(
        roster="R", first=date(2022, 3, 5), last=date(2022, 3, 31), persons=(HE, SHE), signed_by="QZ-9"
    )
    said: list[tuple[Body, str]] = [(roster, "03-04 18:00")]
    for who in (HE, SHE):
        said += [
            (Enrolled(person=who, sex="male", post="officer", name="王建国"), "03-01 08:00"),
            (Entered(category="person", subject=who, zone="administration", basis="roster"), "03-10 08:00"),
            (Left(category="person", subject=who, zone="administration"), "03-10 18:00"),
        ]
    said += [(CheckedIn(person=SHE, where="home"), f"03-{day} 09:00") for day in (12, 14)]
    said.append((Sampled(tube="T-1", members=(HE, SHE), purpose="duty"), "03-15 09:00"))
    said.append((ResultReported(tube="T-1", result="negative", laboratory="CDC"), "03-15 20:00"))
    facts: list[Fact] = [fact(body, when, number=700 + n) for n, (body, when) in enumerate(said)]
    record(*facts)


def station(who: str, **answers: Any) -> Passing:
    """What the station says at eight, from the pack that it fetched then."""
    pack = msgspec.json.decode(open_pack("QZ-D", actor=GATE, now=BACK).data)
    row = next(row for row in pack["expected"] if row["subject"] == who)
    return verdict(
        pack["tables"]["gate.verdict"], row, USUAL | answers, at=pack["made"], zone="administration",
        emergency=pack["emergency"] is not None,
    )  # fmt: skip


def says(body: Body, *, actor: Actor = GATE, minutes: int = 0) -> Receipt:
    at = BACK + timedelta(minutes=minutes)
    return record_fact(Statement(body=body, occurred=at, facility="QZ-D"), actor=actor, device="gate", now=at)


def passes(who: str, said: Passing, *, basis: str, minutes: int) -> None:
    """The check as the station showed it, and the entry that followed."""
    checked = Checked(
        passage=f"P-{who}-{minutes}", category="person", subject=who, zone="administration", officer="QZ-7",
        table="gate.verdict", verdict=said.verdict, rule=said.rule,  # type: ignore[arg-type]  # of three words
        answers=(Answer(input="exposure_declared", value="false"),),
    )  # fmt: skip
    came = Entered(
        category="person", subject=who, zone="administration", basis=basis, passage=checked.passage
    )
    assert says(checked, minutes=minutes).outcome == "accepted"
    assert says(came, minutes=minutes + 1).outcome == "accepted"


def found(rule: str, who: str, *, minutes: int = 60) -> bool:
    sheet = open_day_sheet("QZ-D", actor=LEADER, now=BACK + timedelta(minutes=minutes))
    return any(alert.rule == rule and who in alert.subjects for alert in sheet.alerts)


def test_the_gate_holds_him_whatever_he_declares_and_lets_her_in() -> None:
    assert (station(HE).verdict, station(HE).rule) == ("hold", "absent_unexplained")
    assert "leader" in station(HE).say["en"]
    assert (station(HE, exposure_declared=True).verdict, station(HE).open) == ("refuse", ())
    assert (station(SHE).verdict, station(SHE).rule) == ("admit", "all_clear")


def test_whoever_lets_him_in_all_the_same_is_found_and_so_is_what_he_concealed() -> None:
    passes(HE, station(HE), basis="roster", minutes=0)
    passes(SHE, station(SHE), basis="roster", minutes=5)
    assert found("gate.verdict_heeded", HE)
    assert found("gate.absence_explained", HE)
    assert not found("gate.verdict_heeded", SHE)
    assert not found("gate.absence_explained", SHE)


def test_a_leader_who_asked_him_opens_the_gate_by_name() -> None:
    request = EntryRequested(
        approval="A-714", category="person", subject=HE, zone="administration", purpose="Back on duty",
        opens=BACK - timedelta(hours=1), closes=BACK + timedelta(hours=2), requested_by="QZ-7",
    )  # fmt: skip
    upper = EntryApproved(
        approval="A-714", approved_by="TS-9", level="detachment", conditions="Sampled twice"
    )
    assert says(request, minutes=-20).outcome == "accepted"
    assert says(upper, actor=OFFICE, minutes=-10).outcome == "accepted"
    assert (station(HE).verdict, station(HE).rule) == ("admit", "all_clear")
    passes(HE, station(HE), basis="A-714", minutes=0)
    assert not found("gate.absence_explained", HE)
    assert not found("gate.verdict_heeded", HE)
