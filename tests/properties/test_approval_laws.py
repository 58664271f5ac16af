"""One request for entry against a book kept by hand: who may do what, and who came in with leave."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import hypothesis.strategies as st
import msgspec
from hypothesis import given

from lazaretto.facts import gate
from lazaretto.facts.command import LevelOrdered, ProtocolIssued
from lazaretto.facts.fact import Body, Fact
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.obligations.entries import approvals, opening
from lazaretto.obligations.force import InForce, in_force
from lazaretto.obligations.requesting import refusal
from lazaretto.protocol.reading import read
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing
from tests.house.tree import ROOT
from tests.stating import fact, house, moment, record_of, second

PROTOCOL = read((ROOT / "protocols" / "four-layer-2022" / "1.yaml").read_bytes()).protocol
START, OPENS, CLOSES = moment("03-15 08:00"), moment("03-15 09:00"), moment("03-15 14:00")
ASKER, LEADERS, CHIEFS = "P1", ("L1", "L2"), ("C1", "C2")
Step = tuple[Any, ...]  # what is done, at which level or where, by whom, and for how many minutes
PEOPLE = (ASKER, "P2", *LEADERS, *CHIEFS)


@dataclass
class Book:
    """The request as somebody would keep it on paper."""

    guarded: bool
    closed: bool = False
    closes: Any = CLOSES
    given: dict[str, str] = field(default_factory=dict)  # level → by whom
    ended: str = ""

    def open(self) -> bool:
        """Whether whoever stands outside may come in, were it the time."""
        if self.guarded:
            return len(self.given) == 2
        return "detachment" in self.given or (bool(self.given) and not self.closed)

    def state(self, now: Any, *, came: bool) -> str:
        if self.ended:
            return self.ended
        if now >= self.closes:
            return "used" if came else "expired"
        if self.open():
            return "used" if came else "approved"
        return "approved_by_leader" if self.given else "requested"

    def lives(self, now: Any) -> bool:
        return not self.ended and bool(now < self.closes)

    def may_approve(self, level: str, by: str, now: Any) -> bool:
        if not self.lives(now) or by == ASKER or by in self.given.values() or level in self.given:
            return False
        if level == "leader":
            return not self.given
        return not self.guarded or "leader" in self.given

    def may_deny(self, level: str, by: str, now: Any) -> bool:
        if not self.lives(now) or by == ASKER or self.open():
            return False
        return level == "detachment" or not self.given

    def may_withdraw(self, by: str, now: Any) -> bool:
        return self.lives(now) and (by == ASKER or by in self.given.values())


STEP = st.one_of(
    st.tuples(st.just("approve"), st.sampled_from(["leader", "detachment"]), st.sampled_from(PEOPLE),
              st.sampled_from([None, 120, 300])),
    st.tuples(st.just("deny"), st.sampled_from(["leader", "detachment"]), st.sampled_from(PEOPLE), st.none()),
    st.tuples(st.just("withdraw"), st.none(), st.sampled_from(PEOPLE), st.none()),
    st.tuples(st.just("level"), st.sampled_from(["heightened", "closed"]), st.none(), st.none()),
    st.tuples(st.just("enter"), st.sampled_from(["administration", "guarded"]), st.none(), st.none()),
)  # fmt: skip


def body_of(step: Step) -> Body:
    act, level, by, minutes = step
    if act == "approve":
        closes = None if minutes is None else OPENS + timedelta(minutes=minutes)
        return gate.EntryApproved(approval="A1", approved_by=by, level=level, closes=closes)
    if act == "deny":
        return gate.EntryDenied(approval="A1", denied_by=by, level=level, reason="no")
    if act == "withdraw":
        return gate.EntryWithdrawn(approval="A1", withdrawn_by=by, reason="no need")
    if act == "level":
        return LevelOrdered(level=level, authority="city", reason="cases")
    return gate.Entered(category="person", subject="V1", zone=level, basis="A1")


@dataclass
class Story:
    """The record and the book side by side, one step after the other."""

    book: Book
    record: Record
    now: Any = START
    came: bool = False
    bare: list[int] = field(default_factory=list)  # entries without leave
    alone: list[int] = field(default_factory=list)  # on the leader's word, without the detachment's

    def take(self, number: int, step: Step, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        act, _, by, _ = step
        one = Fact(
            id=UUID(int=number), occurred=self.now, recorded=self.now, facility="QZ-D", actor=by or "G1",
            device="desk", body=body_of(step),
        )  # fmt: skip
        if act == "level":
            self.book.closed = step[1] == "closed"
        elif act == "enter":
            self.enter(number, step[1])
        elif not self.asked(one, step):
            return
        self.record.append([one])

    def enter(self, number: int, zone: str) -> None:
        book = self.book
        fits = not book.ended and OPENS <= self.now < book.closes and (book.guarded or zone != "guarded")
        self.came |= book.lives(self.now) and book.open()
        if not fits or not (len(book.given) == 2 if book.guarded else book.given):
            self.bare.append(number)
        elif "detachment" not in book.given:
            self.alone.append(number)

    def asked(self, one: Fact, step: Step) -> bool:
        """Whether it was granted, as the book says it must be."""
        act, level, by, _ = step
        standing = self.record.standing(at=int(self.now.timestamp()))
        found = refusal(Asking(one, standing, self.record.facts, forces_of(standing), {}))
        assert (found is None) == self.may(one.body, step), (found, step, self.book)
        if found is not None:
            return False
        if act == "approve":
            self.book.given[level] = by
            self.book.closes = getattr(one.body, "closes", None) or self.book.closes
        else:
            self.book.ended = "denied" if act == "deny" else "withdrawn"
        return True

    def may(self, body: Body, step: Step) -> bool:
        act, level, by, _ = step
        if act == "approve":
            closes = getattr(body, "closes", None)
            fits = closes is None or max(self.now, OPENS) < closes <= self.book.closes
            return fits and self.book.may_approve(level, by, self.now)
        if act == "deny":
            return self.book.may_deny(level, by, self.now)
        return self.book.may_withdraw(by, self.now)


def forces_of(standing: Standing) -> tuple[InForce, ...]:
    assert PROTOCOL is not None
    return in_force(standing, shelf={(PROTOCOL.id, PROTOCOL.version): PROTOCOL})


def asked(zone: gate.Zone) -> Fact:
    body = gate.EntryRequested(
        approval="A1", category="person", subject="V1", zone=zone, purpose="repair", opens=OPENS,
        closes=CLOSES, requested_by=ASKER,
    )  # fmt: skip
    return fact(body, "03-15 08:00", number=1)


@given(guarded=st.booleans(), steps=st.lists(st.tuples(STEP, st.integers(1, 120)), max_size=9))
def test_the_machine_keeps_the_book(guarded: bool, steps: list[tuple[Step, int]]) -> None:
    assert PROTOCOL is not None
    level = LevelOrdered(level="heightened", authority="city", reason="cases")
    issued = ProtocolIssued(document=PROTOCOL.id, version=PROTOCOL.version, digest="0" * 64, authority="city")
    ground = [fact(level, "03-14 08:00", number=2), fact(issued, "03-14 08:00", number=3)]
    story = Story(
        Book(guarded), record_of([house(), asked("guarded" if guarded else "administration"), *ground])
    )
    for number, (step, minutes) in enumerate(steps, 10):
        story.take(number, step, minutes)
    at, book, facts = int(story.now.timestamp()), story.book, story.record.facts
    standing = story.record.standing(at=at)
    forces = forces_of(standing)
    (stands,) = approvals(standing, facts=facts, forces=forces)
    assert stands.state == book.state(story.now, came=story.came)
    takes = list(opening(standing, facts=facts, forces=forces, facility="QZ-D"))
    assert bool(takes) == (book.lives(story.now) and book.open())
    found = {
        condition: CONDITIONS[condition].find(standing, {}, second("03-15 00:00"), at + 1).fact.tolist()
        for condition in ("entry_without_approval", "entered_while_closed")
    }
    assert [[facts[n].id.int for n in rows] for rows in found.values()] == [story.bare, story.alone]


@given(st.lists(st.tuples(STEP, st.integers(1, 120)), max_size=6), st.integers(0, 1500))
def test_what_is_said_later_changes_nothing_that_stood(steps: list[tuple[Step, int]], until: int) -> None:
    """As known then: the state at an instant does not move with what is recorded afterwards."""
    now, facts = START, [house(), asked("guarded")]
    for number, (step, minutes) in enumerate(steps, 10):
        now += timedelta(minutes=minutes)
        facts.append(msgspec.structs.replace(fact(body_of(step), "03-15 08:00", number=number),
                                             occurred=now, recorded=now))  # fmt: skip
    at = second("03-15 08:00") + until * 60
    early = record_of([one for one in facts if one.recorded.timestamp() <= at])
    late = record_of(facts)
    seen = [
        approvals(record.standing(at=at, known_at=at), facts=record.facts, forces=())[0]
        for record in (early, late)
    ]
    assert (seen[0].state, seen[0].closes) == (seen[1].state, seen[1].closes)
