"""The stored stays and the pure room give the same contacts, whatever happened; and no scope leaks."""

from datetime import datetime

import hypothesis.strategies as st
import pytest
from django.db import transaction
from hypothesis import given, settings

from lazaretto.access.actor import Scope
from lazaretto.access.scope import scoped
from lazaretto.facts import custody
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import seconds
from lazaretto.ledger.appending import append
from lazaretto.ledger.tracing import cell_contacts
from lazaretto.tracing.copresences import Assumed, copresences
from lazaretto.tracing.following import contacts
from tests.database.sql import acting, refusal_of, sql
from tests.stating import fact, house, moment, standing_of

pytestmark = [pytest.mark.database, pytest.mark.django_db]

PEOPLE = ("D1", "D2", "D3", "D4", "D5")
CELLS = ("QZ-D/T/01", "QZ-D/T/02", "QZ-D/G1/01")
END = "03-15 12:00"
steps = st.lists(
    st.tuples(st.integers(0, 11), st.sampled_from(PEOPLE), st.sampled_from([*CELLS, "out", "gone"])),
    max_size=18, unique_by=lambda step: step[:2],
)  # fmt: skip


def told(said: list[tuple[int, str, str]]) -> list[Fact]:
    """A life of five people that contradicts nothing: in, from cell to cell, out for a while, back, gone."""
    where: dict[str, str] = {}
    facts = [house()]
    for number, (hour, person, what) in enumerate(sorted(said), 1):
        now = where.get(person, "gone")
        body: Body | None = None
        if what == "out" and now in CELLS:
            body = custody.WentOut(person=person, to="court")
        elif what == "gone" and now in CELLS:
            body = custody.Released(person=person, basis="order")
        elif what in CELLS and now == "gone":
            body = custody.Admitted(person=person, cell=what, sex="male")
        elif what in CELLS and now == "out":
            body = custody.CameBack(person=person, cell=what)
        elif what in CELLS and now != what:
            body = custody.Moved(person=person, cell=what)
        if body is not None:
            facts.append(fact(body, f"03-15 {hour:02d}:00", number=number))
            where[person] = what
    return facts


@given(
    said=steps, hours=st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted), depth=st.integers(1, 4)
)
@settings(max_examples=25, deadline=None)
def test_the_tables_answer_as_the_pure_room(
    said: list[tuple[int, str, str]], hours: list[int], depth: int
) -> None:
    facts, (since, until) = told(said), (moment(f"03-15 {hour:02d}:00") for hour in hours)
    there = copresences(standing_of(facts, at=END), assumed=Assumed(journey=60, check=2))
    pure = contacts(there, ["D1", "D2"], seconds(since), seconds(until), depth, companies=["cell"])
    with transaction.atomic():
        with scoped(Scope(everywhere=True)):
            append(facts)
        stored = asked(["D1", "D2"], since, until, depth)
        transaction.set_rollback(True)
    if any(isinstance(fact.body, custody.WentOut) for fact in facts):  # the stored bed is kept meanwhile
        assert {one[0] for one in stored} >= {met.person for met in pure}
    else:
        assert stored == [(m.person, m.degree, m.minutes, m.first, m.last, m.via) for m in pure]


def asked(
    cases: list[str], since: datetime, until: datetime, depth: int
) -> list[tuple[str, int, int, int, int, str]]:
    return [
        (c.person, c.degree, c.seconds // 60, c.first, c.last, c.via)
        for c in cell_contacts(cases, since=since, until=until, depth=depth)
    ]


@pytest.mark.parametrize("role", [None, "lazaretto_app"])
def test_it_sees_the_network_and_leaves_the_scope_alone(role: str | None) -> None:
    with scoped(Scope(everywhere=True)):
        append(told([(1, "D1", "QZ-D/T/01"), (2, "D2", "QZ-D/T/01")]))
    with acting(facilities="MJ-D", role=role):
        found = asked(["D1"], moment("03-15 00:00"), moment(END), 2)
        assert found == [("D2", 1, 600, seconds(moment("03-15 02:00")), seconds(moment(END)), "D1")]
        assert sql("SELECT current_setting('lazaretto.facilities')") == [("MJ-D",)]
        assert sql("SELECT count(*) FROM ledger_stay") == [(0,)]


def test_its_role_searches_the_index_for_stretches_and_sees_nothing_but_stays() -> None:
    """A scope would be looked at before a stretch may be, and every stay be read; that role has none."""
    assert sql("SELECT pg_has_role(current_user, 'lazaretto_tracing', 'usage')") == [(False,)]
    with acting(facilities=""):
        sql("GRANT lazaretto_tracing TO CURRENT_USER")
        sql("SET LOCAL ROLE lazaretto_tracing")
        sql("SET LOCAL enable_seqscan = off")
        plan = sql(
            "EXPLAIN SELECT person FROM ledger_stay WHERE hashtext(cell) = hashtext('QZ-D/T/01')"
            " AND NOT reserved AND during && tstzrange('2022-03-01', '2022-03-15')"
        )
        said = "\n".join(line for (line,) in plan)
        assert "using stay_in_company" in said or "on stay_in_company" in said
        assert "Filter: " not in said
        assert refusal_of("SELECT FROM ledger_fact").sqlstate == "42501"


def test_a_place_that_is_kept_is_no_company() -> None:
    kept = custody.PlaceRequested(person="D2", cell="QZ-D/T/01", reason="arrival")
    with scoped(Scope(everywhere=True)):
        append([*told([(1, "D1", "QZ-D/T/01")]), fact(kept, "03-15 02:00", number=50)])
    assert asked(["D1"], moment("03-15 00:00"), moment(END), 2) == []
