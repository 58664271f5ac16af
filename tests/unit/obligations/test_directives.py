"""Directives as a cascade: receipts, being in force, and which two of them contradict each other."""

from datetime import date
from typing import Any

from lazaretto.facts.command import FacilityEstablished
from lazaretto.facts.directives import (
    Asked,
    ContradictionSettled,
    DirectiveIssued,
    DirectiveReceived,
    Setting,
)
from lazaretto.facts.fact import Fact
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.obligations.directives import contradictions, directives
from lazaretto.obligations.requesting import refusal
from lazaretto.registers.record import Record
from tests.stating import fact, house, moment, record_of, second

OFFICE = "TS-Z"
DAYS_14 = (Setting(document="four-layer-2022", parameter="leg.1.days", value="14"),)
DAYS_21 = (Setting(document="four-layer-2022", parameter="leg.1.days", value="21"),)


def issued(code: str, at: str, *, to: str = "QZ-D", number: int, **more: Any) -> Fact:
    body = DirectiveIssued(directive=code, title=f"Directive {code}", issuer=more.pop("by", "city"), **more)
    return fact(body, at, number=number, facility=to)


def settled(at: str, *, prevails: str = "D2", yields: str = "D1", over: str, number: int = 700) -> Fact:
    body = ContradictionSettled(
        over=over,
        prevails=prevails,
        yields=yields,
        settled_by="Chief",
        reason="The later one knew of the cases",
    )
    return fact(body, at, number=number, facility=OFFICE)


def record(*facts: Fact) -> Record:
    office = FacilityEstablished(
        name="Detachment", sort="detachment", county="TS", city="TS", zone="Asia/Shanghai"
    )
    ground = [house(), house("QZ-L"), fact(office, "2022-01-01 00:00", number=5000, facility=OFFICE)]
    return record_of([*ground, *facts])


def pairs(*facts: Fact, at: str = "03-20 00:00") -> list[tuple[str, str, str, str | None]]:
    found = contradictions(record(*facts).standing(at=second(at)))
    return [(one.over, one.one, one.other, one.prevails) for one in found]


def broken(*facts: Fact, until: str = "04-01 00:00", hours: int = 24) -> list[str]:
    held, end = record(*facts), second(until)
    standing = held.standing(at=end)
    found = CONDITIONS["contradiction_unsettled"].find(
        standing, {"hours": hours}, second("03-01 00:00"), end + 1
    )
    return [held.names.name(int(key)) for key in found.key]


def test_each_copy_has_its_own_receipt() -> None:
    held = record(
        issued("D1", "03-15 09:00", number=1, receive_by=moment("03-15 10:00")),
        issued("D1", "03-15 09:00", number=2, to="QZ-L"),
        fact(DirectiveReceived(directive="D1"), "03-15 09:20", number=3),
    )  # fmt: skip
    (found,) = directives(held.standing(at=second("03-16 00:00")), held.facts)
    assert [(one.facility, one.due, one.received) for one in found.receipts] == [
        ("QZ-D", second("03-15 10:00"), second("03-15 09:20")), ("QZ-L", None, None),
    ]  # fmt: skip


def test_since_when_and_until_when_one_is_in_force() -> None:
    held = record(
        issued("D1", "03-15 09:00", number=1, since=date(2022, 3, 17)),
        issued("D2", "03-18 09:00", number=2, supersedes="D1"),
    )
    one, two = directives(held.standing(at=second("03-20 00:00")), held.facts)
    assert (one.since, one.until, one.superseded_by) == (second("03-17 00:00"), second("03-18 09:00"), "D2")
    assert not one.in_force(second("03-16 12:00"))
    assert one.in_force(second("03-18 08:59"))
    assert not one.in_force(second("03-18 09:00"))
    assert two.in_force(second("03-25 00:00"))


def test_two_that_set_one_parameter_to_different_values_contradict() -> None:
    both = (
        issued("D1", "03-15 09:00", number=1, settings=DAYS_21),
        issued("D2", "03-16 09:00", number=2, settings=DAYS_14),
    )
    assert pairs(*both) == [("four-layer-2022:leg.1.days", "D1", "D2", None)]
    assert pairs(both[0], issued("D2", "03-16 09:00", number=2, settings=DAYS_21)) == []


def test_one_that_demands_what_another_forbids_contradicts_it() -> None:
    demands, forbids = (Asked(subject="family-calls", demand=one) for one in ("do", "refrain"))
    both = (
        issued("D1", "03-15 09:00", number=1, asks=(demands,)),
        issued("D2", "03-16 09:00", number=2, asks=(forbids,)),
    )
    assert pairs(*both) == [("family-calls", "D1", "D2", None)]
    assert pairs(both[0], issued("D2", "03-16 09:00", number=2, asks=(demands,))) == []


def test_those_of_two_houses_do_not_unless_one_binds_them_all() -> None:
    first = issued("D1", "03-15 09:00", number=1, settings=DAYS_21)
    assert pairs(first, issued("D2", "03-16 09:00", number=2, to="QZ-L", settings=DAYS_14)) == []
    assert len(pairs(first, issued("D2", "03-16 09:00", number=2, to=OFFICE, settings=DAYS_14))) == 1


def test_what_is_out_of_force_contradicts_nothing() -> None:
    both = (
        issued("D1", "03-15 09:00", number=1, settings=DAYS_21),
        issued("D2", "03-16 09:00", number=2, settings=DAYS_14, supersedes="D1"),
    )
    assert pairs(*both) == []


def test_contradiction_unsettled() -> None:
    over = "four-layer-2022:leg.1.days"
    both = (
        issued("D1", "03-15 09:00", number=1, settings=DAYS_21),
        issued("D2", "03-16 09:00", number=2, settings=DAYS_14),
    )
    assert pairs(*both, settled("03-16 12:00", over=over)) == [(over, "D1", "D2", "D2")]
    assert broken(*both) == ["D2"]
    assert broken(*both, settled("03-16 12:00", over=over)) == []
    assert broken(*both, settled("03-18 12:00", over=over)) == ["D2"]
    assert broken(*both, until="03-17 08:59") == []


def test_only_what_contradicts_can_be_settled() -> None:
    over = "four-layer-2022:leg.1.days"
    both = (
        issued("D1", "03-15 09:00", number=1, settings=DAYS_21),
        issued("D2", "03-16 09:00", number=2, settings=DAYS_14),
    )
    held = record(*both)
    standing = held.standing(at=second("03-16 12:00"))
    asked = (settled("03-16 12:00", over=over), settled("03-16 12:00", over="leg.2.days"))
    told = [refusal(Asking(one, standing, held.facts, (), {})) for one in asked]
    assert told == [None, ("contradiction_unknown", {"over": "leg.2.days"})]
