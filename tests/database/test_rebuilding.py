"""Law 4 on any history: the stored projection is what the facts come to, and both ledgers agree.

A small world on purpose (four people, four cells, an hour of time), so that facts collide.
"""

from typing import Any
from uuid import UUID

import hypothesis.strategies as st
import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from lazaretto.facts import custody, record
from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.places import facility_of
from lazaretto.ledger.rebuilding import rebuild
from tests.contracts.ledgers import StoredLedger
from tests.contracts.memory import MemoryLedger
from tests.stating import fact

pytestmark = [pytest.mark.database, pytest.mark.django_db]

people = st.sampled_from(["D1", "D2", "D3", "D4"])
cells = st.sampled_from(["QZ-D/T/01", "QZ-D/T/02", "MJ-D/T/01", "MJ-D/T/02"])
clocks = st.integers(0, 12).map(lambda five: f"03-15 08:{5 * five:02d}" if five < 12 else "03-15 09:00")
LATE = "03-15 10:00"


@st.composite
def bodies(draw: st.DrawFn) -> tuple[Body, str]:
    """A custody fact, a request or a capacity, and its facility."""
    person, cell = draw(people), draw(cells)
    house = facility_of(cell)
    body: Body = draw(
        st.sampled_from(
            [
                custody.Admitted(person=person, cell=cell, sex="male"),
                custody.Moved(person=person, cell=cell),
                custody.TransferredIn(person=person, cell=cell, origin="GG-D"),
                custody.TransferredOut(person=person, to="GG-D"),
                custody.Released(person=person, basis="order"),
                custody.LeftNetwork(person=person, sort="prison", to="elsewhere"),
                custody.WentOut(person=person, to="court"),
                custody.CameBack(person=person, cell=cell),
                custody.PlaceRequested(person=person, cell=cell, reason="arrival"),
                custody.PlaceGivenUp(person=person, cell=cell, reason="no longer"),
            ]
        )
        | st.integers(0, 2).map(lambda n: PlaceEstablished(established=cell, use="transition", capacity=n))
    )
    return body, house


class TwoLedgers(RuleBasedStateMachine):
    """The same facts into both ledgers."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.memory, self.stored = MemoryLedger(), StoredLedger()
        self.number = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def say(self, *facts: Fact) -> None:
        expected = self.memory.append(facts)
        given = self.stored.append(facts)
        refused = [r.outcome == "refused" for r in expected]
        assert [r.outcome == "refused" for r in given] == refused
        assert [r.outcome == "duplicate" for r in given] == [r.outcome == "duplicate" for r in expected]
        if len(facts) == 1:
            assert (given[0].outcome, set(given[0].rules)) == (expected[0].outcome, set(expected[0].rules))

    def made(self, told: tuple[Body, str], at: str, *, corrects: int | None = None, skew: int = 0) -> Fact:
        self.number += 1
        body, house = told
        made = fact(body, at, number=self.number, facility=house, recorded=LATE, corrects=corrects)
        return made if not skew else type(made)(**{**_fields(made), "skew": skew})

    @rule(told=bodies(), at=clocks, skew=st.sampled_from([0, 0, 0, 0, 4000]))
    def one(self, told: tuple[Body, str], at: str, skew: int) -> None:
        self.say(self.made(told, at, skew=skew))

    @rule(batch=st.lists(st.tuples(bodies(), clocks), min_size=2, max_size=6))
    def several(self, batch: list[tuple[tuple[Body, str], str]]) -> None:
        self.say(*(self.made(told, at) for told, at in batch))

    @rule(told=bodies(), at=clocks, data=st.data())
    def correction(self, told: tuple[Body, str], at: str, data: st.DataObject) -> None:
        if self.number:
            self.say(self.made(told, at, corrects=data.draw(st.integers(1, self.number))))

    @rule(data=st.data())
    def retraction(self, data: st.DataObject) -> None:
        if self.memory.facts:
            old = data.draw(st.sampled_from(self.memory.facts))
            self.say(self.made((record.Retracted(fact=old.id, reason="error"), old.facility), "03-15 09:30"))

    @rule(data=st.data())
    def repetition(self, data: st.DataObject) -> None:
        if self.memory.facts:
            self.say(data.draw(st.sampled_from(self.memory.facts)))

    @invariant()
    def both_agree(self) -> None:
        assert self.stored.disputes() == self.memory.disputes()
        assert self.stored.stays() == self.memory.stays()

    @invariant()
    def rebuilding_changes_nothing(self) -> None:
        assert rebuild().differences == ()


def _fields(made: Fact) -> dict[str, Any]:
    return {name: getattr(made, name) for name in made.__struct_fields__}


def test_any_history_is_projected_as_it_would_be_rebuilt() -> None:
    run_state_machine_as_test(
        TwoLedgers, settings=settings(max_examples=25, stateful_step_count=20, deadline=None)
    )


@pytest.mark.slow
def test_many_histories() -> None:
    run_state_machine_as_test(
        TwoLedgers, settings=settings(max_examples=400, stateful_step_count=40, deadline=None)
    )


def test_a_projection_that_was_tampered_with_is_named_and_put_right() -> None:
    from django.db import connection

    ledger = StoredLedger()
    ledger.append([fact(custody.Admitted(person="D1", cell="QZ-D/T/01", sex="male"), "03-15 08:00")])
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lazaretto.facilities', '*', true)")
        cursor.execute("UPDATE ledger_stay SET cell = 'QZ-D/T/09'")
        cursor.execute("INSERT INTO ledger_dispute VALUES (%s, 'not_held', 'QZ-D')", [UUID(int=1)])
    found = rebuild(restore=True)
    assert {(d.table, d.expected == "none") for d in found.differences} == {
        ("stay", False),
        ("dispute", True),
    }
    assert rebuild().differences == ()
