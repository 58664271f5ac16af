"""A leg is ended: with everything met, in one stroke; with something open, not at all."""

from datetime import date
from typing import Any

import pytest

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.scope import scoped
from lazaretto.actions.end_leg import end_leg
from lazaretto.actions.list_releases import list_releases
from lazaretto.actions.open_cells import open_cells
from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.custody import Admitted, PlaceRequested
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.quarantine import Cleared, EndOrdered, LegEnded, LegStarted, Ordered, PlannedLeg, Served
from lazaretto.ledger.appending import append
from lazaretto.ledger.tailing import live
from tests.stating import fact, house, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]

NOW = moment("03-15 12:00")
LEADER = Actor("QZ-1", "leader", Scope(frozenset({"QZ-D"})))
DOCTOR = Actor("QZ-2", "doctor", Scope(frozenset({"QZ-D"})))


def _told(*more: tuple[Body, str], days: int = 14) -> None:
    legs = (PlannedLeg(layer=3, facility="QZ-D", days=days), PlannedLeg(layer=4, facility="QZ-D", days=0))
    said: list[tuple[Body, str]] = [
        (PlaceEstablished(established="QZ-D/T/01", use="transition", capacity=4), "01-02 00:00"),
        (PlaceEstablished(established="QZ-D/G/01", use="general", capacity=8), "01-02 00:00"),
        (Admitted(person="Wang", cell="QZ-D/T/01", sex="male"), "03-01 09:00"),
        (Ordered(order="O", person="Wang", basis="law", ordered_by="L1", legs=legs,
                 review_on=date(2022, 3, 30)), "03-01 09:00"),
        (Served(order="O", person="Wang", served_by="QZ-3"), "03-01 10:00"),
        (LegStarted(order="O", person="Wang", layer=3, cohort="C"), "03-01 10:00"),
        (PlaceRequested(person="Wang", cell="QZ-D/G/01", reason="next"), "03-14 09:00"),
        *more,
    ]  # fmt: skip
    facts: list[Fact] = [fact(body, when, number=n) for n, (body, when) in enumerate(said, 1)]
    with scoped(Scope(everywhere=True)):
        append([house(), *facts])


def _end(actor: Actor = LEADER, **how: Any) -> list[Any]:
    return end_leg("QZ-D", person="Wang", actor=actor, device="desk", now=NOW, **how)


def _bodies(kind: type[Body]) -> list[Any]:
    return [held.body for held in live().facts if isinstance(held.body, kind)]


def test_a_leg_is_signed_and_ended_together() -> None:
    _told()
    (line,) = list_releases("QZ-D", actor=LEADER, now=NOW).lines
    assert (line.person, line.status) == ("Wang", "due")
    assert [receipt.outcome for receipt in _end()] == ["accepted", "accepted"]
    (cleared,), (ended,) = _bodies(Cleared), _bodies(LegEnded)
    assert (cleared.signed_by, ended.outcome, ended.reason) == ("QZ-1", "completed", None)
    page = list_releases("QZ-D", actor=LEADER, now=NOW)
    assert page.lines == ()
    assert [line.person for line in page.waiting] == ["Wang"]  # still in the transition cell: to be moved
    assert page.astray == ()
    assert open_cells("QZ-D", actor=LEADER, now=NOW).unordered == 0
    with pytest.raises(Refused) as refusal:  # the same press in a second window
        _end()
    assert refusal.value.rule == "no_leg_here"


def test_an_open_condition_keeps_both_facts_out() -> None:
    _told(days=21)
    with pytest.raises(Refused) as refusal:
        _end()
    assert (refusal.value.rule, refusal.value.values["open"]) == ("conditions_open", "days_full")
    assert _bodies(Cleared) == _bodies(LegEnded) == []


def test_a_leg_cut_short_by_order_says_for_what_reason() -> None:
    cut = EndOrdered(
        order="O", person="Wang", layer=3, ends_on=date(2022, 3, 15), decided_by="L2", reason="the court"
    )
    _told((cut, "03-14 12:00"), days=21)
    _end()
    (ended,) = _bodies(LegEnded)
    assert (ended.outcome, ended.reason) == ("cut_short", "the court")


def test_only_who_may_sign_ends_a_leg_and_only_one_that_runs_here() -> None:
    _told()
    with pytest.raises(Refused) as refusal:
        _end(DOCTOR)
    assert refusal.value.rule == "not_permitted"
    with pytest.raises(Refused) as refusal:
        end_leg("QZ-D", person="Li", actor=LEADER, device="desk", now=NOW)
    assert refusal.value.rule == "no_leg_here"
    with pytest.raises(Refused) as refusal:
        list_releases("MJ-D", actor=LEADER, now=NOW)
    assert refusal.value.rule == "out_of_scope"
