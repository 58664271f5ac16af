"""Law 4 on any history: the stored projection is what the facts come to, and both ledgers agree.

A small world on purpose (four people, four cells, an hour of time), so that facts collide.
"""

from datetime import date
from typing import Any
from uuid import UUID

import hypothesis.strategies as st
import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from lazaretto.facts import custody, quarantine, record
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


@st.composite
def orders(draw: st.DrawFn) -> tuple[Body, str]:
    """What may be said of quarantine: orders, the ends of legs, isolations; and its facility."""
    person, code = draw(people), draw(st.sampled_from(["O1", "O2"]))
    house = draw(st.sampled_from(["QZ-D", "MJ-D"]))
    day = st.sampled_from([date(2022, 3, 12), date(2022, 3, 15), date(2022, 3, 20)])
    legs = (
        quarantine.PlannedLeg(layer=1, facility="QZ-D", days=draw(st.sampled_from([0, 21, 21]))),
        quarantine.PlannedLeg(layer=2, facility=draw(st.sampled_from(["QZ-D", "GG-D"])), days=14),
    )
    last = draw(st.integers(1, 2))
    body: Body = draw(
        st.sampled_from(
            [
                quarantine.Ordered(
                    order=code,
                    person=person,
                    basis="law",
                    ordered_by="L1",
                    legs=legs[:last],
                    review_on=date(2022, 3, 20),
                ),
                quarantine.LegEnded(
                    order=code, person=person, layer=last, outcome="completed", signed_by="L1"
                ),
                quarantine.IsolationEnded(order=code, person=person, signed_by="L1"),
            ]
        )
        | st.builds(
            quarantine.IsolationOrdered,
            order=st.just(code),
            person=st.just(person),
            cell=st.just(f"{house}/T/09"),
            basis=st.sampled_from(["law", "law", " "]),
            ends_on=day,
            review_on=day,
            ordered_by=st.just("L1"),
            visits=st.sampled_from(["daily", "daily", None]),
        )
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

    @rule(told=orders(), at=clocks, skew=st.sampled_from([0, 0, 0, 0, 4000]))
    def order(self, told: tuple[Body, str], at: str, skew: int) -> None:
        self.say(self.made(told, at, skew=skew))

    @rule(batch=st.lists(st.tuples(bodies() | orders(), clocks), min_size=2, max_size=6))
    def several(self, batch: list[tuple[tuple[Body, str], str]]) -> None:
        self.say(*(self.made(told, at) for told, at in batch))

    @rule(told=bodies() | orders(), at=clocks, data=st.data())
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
        assert self.stored.orders() == self.memory.orders()
        assert self.stored.isolations() == self.memory.isolations()

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
