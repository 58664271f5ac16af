"""Two who decide one thing at one instant: one of them was first, and the other is told so."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lazaretto.access.actor import Actor, Refused, Scope
from lazaretto.access.roles import Role
from lazaretto.actions.answer_erasure import approve_erasure, decline_erasure
from lazaretto.actions.hold_data import set_hold
from lazaretto.actions.propose_erasure import propose_erasure
from lazaretto.actions.record_batch import record_batch
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.facts.custody import Admitted, Released
from lazaretto.facts.fact import Body
from lazaretto.facts.gate import EntryApproved, EntryDenied, EntryRequested
from lazaretto.facts.hygiene import Reading, TemperaturesTaken
from tests.database.at_once import at_once
from tests.database.sql import COMMITTING, acting, sql
from tests.journeys.city import record
from tests.retaining import keep_health_for_a_week
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, COMMITTING, pytest.mark.usefixtures("committed")]

ROUNDS = 6
NOW = moment("03-23 08:00")  # a week after, by the document of these tests
HOUSE = Scope(frozenset({"QZ-D"}))


def story(person: str, number: int) -> tuple[Any, ...]:
    read = TemperaturesTaken(readings=(Reading(person=person, celsius_tenths=366),))
    return (
        fact(Admitted(person=person, cell="QZ-D/T/02", sex="male"), "03-12 20:00", number=number),
        fact(read, "03-13 08:00", number=number + 1),
        fact(Released(person=person, basis="law"), "03-15 10:00", number=number + 2),
    )


@pytest.fixture
def proposed(settings: Any, tmp_path: Path) -> list[tuple[UUID, int]]:
    """A proposal for each round, and the number of the reading that it would erase."""
    keep_health_for_a_week(settings, tmp_path)
    record(*(one for n in range(ROUNDS) for one in story(f"W{n}", 1_000 + 10 * n)))
    found = []
    for n in range(ROUNDS):
        receipt = propose_erasure(f"W{n}", "health", actor=by("leader"), device="web", now=NOW)
        assert receipt.fact_id is not None
        found.append((receipt.fact_id, 1_001 + 10 * n))
    return found


def by(role: Role, code: str = "") -> Actor:
    return Actor(code or f"{role}-1", role, HOUSE)


def became_of(*acts: Callable[[], object]) -> list[str]:
    """What became of acts that were started together: ``done``, or by which rule not."""

    def told_how(act: Callable[[], object]) -> str:
        try:
            act()
        except Refused as refusal:
            return refusal.rule
        else:
            return "done"

    return at_once(*(partial(told_how, act) for act in acts))


def approving(proposal: UUID, code: str) -> Callable[[], object]:
    chief = by("detachment_leader", code)
    return lambda: approve_erasure(proposal, actor=chief, device="web", now=NOW)


def declining(proposal: UUID, code: str) -> Callable[[], object]:
    chief = by("detachment_leader", code)
    return lambda: decline_erasure(proposal, reason="a court", actor=chief, device="web", now=NOW)


def holding(person: str, code: str) -> Callable[[], object]:
    return lambda: set_hold(person, reason="a court", actor=by("leader", code), device="web", now=NOW)


def kept(number: int) -> bool:
    with acting():
        return sql("SELECT count(*) FROM ledger_payload WHERE fact = %s", [UUID(int=number)]) == [(1,)]


def told(kind: str) -> int:
    with acting():
        ((count,),) = sql("SELECT count(*) FROM ledger_fact WHERE kind LIKE %s", [f"{kind}%"])
    return int(count)


def test_two_approve_at_once_and_it_is_erased_and_told_once(proposed: list[tuple[UUID, int]]) -> None:
    for done, (proposal, number) in enumerate(proposed, 1):
        became = became_of(approving(proposal, "C1"), approving(proposal, "C2"))
        assert sorted(became) == ["done", "proposal_answered"]
        assert not kept(number)
        assert told("record.erased") == done


def test_one_approves_and_one_declines_at_once_and_one_of_them_is_told(
    proposed: list[tuple[UUID, int]],
) -> None:
    for proposal, number in proposed:
        said = told("record.erasure_declined")
        became = became_of(approving(proposal, "C1"), declining(proposal, "C2"))
        assert sorted(became) == ["done", "proposal_answered"]
        assert kept(number) is (became[0] == "proposal_answered")
        assert told("record.erasure_declined") - said == (1 if kept(number) else 0)


def test_a_hold_that_comes_with_the_approval_keeps_it_or_comes_after(
    proposed: list[tuple[UUID, int]],
) -> None:
    """The hold is stated either way; where it was first, nothing goes."""
    for n, (proposal, number) in enumerate(proposed):
        became = became_of(approving(proposal, "C1"), holding(f"W{n}", "L2"))
        assert became[1] == "done"
        assert became[0] in {"done", "kept_from_erasure"}
        assert kept(number) is (became[0] == "kept_from_erasure")


def entering(n: int) -> tuple[Body, Body, Body]:
    """A request for entry, its approval and its denial."""
    asked = EntryRequested(
        approval=f"A{n}", category="vehicle", subject=f"V{n}", zone="administration", purpose="repair",
        opens=moment("03-23 09:00"), closes=moment("03-23 17:00"), requested_by="duty_officer-1",
    )  # fmt: skip
    approved = EntryApproved(approval=f"A{n}", approved_by="L1", level="leader")
    denied = EntryDenied(approval=f"A{n}", denied_by="L2", level="leader", reason="not today")
    return asked, approved, denied


def told_of(body: Body) -> Statement:
    return Statement(body=body, occurred=NOW, facility="QZ-D")


def alone(body: Body, code: str) -> Callable[[], object]:
    return lambda: record_fact(told_of(body), actor=by("leader", code), device="web", now=NOW)


def in_a_batch(body: Body, code: str) -> Callable[[], object]:
    def act() -> None:
        (receipt,) = record_batch([told_of(body)], actor=by("leader", code), device="web", now=NOW)
        if not receipt.recorded:
            raise Refused(receipt.rules[0], **receipt.values)

    return act


@pytest.mark.parametrize("way", [alone, in_a_batch])
def test_one_approves_and_one_denies_an_entry_at_once_and_one_decides(
    way: Callable[[Body, str], Callable[[], object]],
) -> None:
    record()
    for n in range(ROUNDS):
        asked, approved, denied = entering(n)
        record_fact(told_of(asked), actor=by("duty_officer"), device="web", now=NOW)
        became = became_of(way(approved, "L1"), way(denied, "L2"))
        assert sorted(became) in (["done", "request_decided"], ["done", "request_denied"])
        assert told("gate.entry_approved") + told("gate.entry_denied") == n + 1
