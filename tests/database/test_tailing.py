"""The record in memory follows the tables, through rollbacks, erasures and restored backups."""

import pytest
from django.db import transaction

from lazaretto.access.actor import Scope
from lazaretto.access.scope import scoped
from lazaretto.facts import hygiene
from lazaretto.facts.fact import Fact, kind_of
from lazaretto.ledger.appending import append
from lazaretto.ledger.erasing import erase
from lazaretto.ledger.reading import Wanted, page
from lazaretto.ledger.tailing import Tail
from tests.database.sql import sql
from tests.stating import fact, moment

pytestmark = [pytest.mark.database, pytest.mark.django_db]
EVERYWHERE = Scope(everywhere=True)


def told(number: int, *, facility: str = "QZ-D") -> Fact:
    reading = hygiene.Reading(person=f"D{number}", celsius_tenths=365)
    return fact(
        hygiene.TemperaturesTaken(readings=(reading,)), "03-15 08:00", number=number, facility=facility
    )


def say(*facts: Fact) -> None:
    with scoped(EVERYWHERE):
        append(facts)


def test_it_takes_in_what_is_new_and_only_that() -> None:
    tail = Tail()
    say(told(1), told(2, facility="MJ-D"))
    first = tail.live()
    say(told(3))
    assert tail.live() is first
    assert {f.id.int for f in first.facts} == {1, 2, 3}
    assert first.columns()["temperature"].fact.tolist() != []


def test_what_was_rolled_back_is_forgotten() -> None:
    tail = Tail()
    say(told(1))
    with transaction.atomic():
        say(told(2))
        assert len(tail.live().facts) == 2
        transaction.set_rollback(True)
    assert [f.id.int for f in tail.live().facts] == [1]


def test_another_history_under_the_same_positions_begins_it_anew() -> None:
    tail = Tail()
    with transaction.atomic():
        say(told(1), told(2))
        tail.live()
        transaction.set_rollback(True)
    say(told(3), told(4))
    assert [f.id.int for f in tail.live().facts] == [3, 4]


def test_erased_words_leave_memory_and_show_as_erased_by_their_rule() -> None:
    tail = Tail()
    say(told(1), told(2))
    assert len(tail.live().facts) == 2
    with scoped(EVERYWHERE):
        before = sql("SELECT id, leaf FROM ledger_fact ORDER BY id")
        erase([told(1).id], rule="retention.check_ins", actor="officer", now=moment("04-01 00:00"))
        assert [kind_of(f.body) for f in tail.live().facts] == ["hygiene.temperatures_taken", "record.erased"]
        lines = page(Wanted(), after=None, limit=10)[:2]
        assert [(line.position, line.erased_by, line.canonical is None) for line in lines] == [
            (1, "retention.check_ins", True),
            (2, None, False),
        ]
        assert page(Wanted(subject="D1"), after=None, limit=10) == []
        assert sql("SELECT id, leaf FROM ledger_fact WHERE kind <> 'record.erased/1' ORDER BY id") == before
        assert [r.outcome for r in append([told(1)])] == ["duplicate"]


def test_nothing_new_costs_one_short_query(django_assert_num_queries: object) -> None:
    tail = Tail()
    say(told(1))
    held = tail.live()
    calls: list[str] = []
    from lazaretto.ledger import rows

    known = rows.run
    rows.run = lambda query, values=(): calls.append(query) or known(query, values)  # type: ignore[assignment,func-returns-value]
    try:
        assert tail.live() is held
    finally:
        rows.run = known
    assert calls == ["SELECT * FROM ledger_state()"]
