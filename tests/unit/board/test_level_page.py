"""A level looked at before it is ordered: what begins, what ends, what runs on, and which order holds."""

from dataclasses import replace
from typing import Any

import pytest

from lazaretto.board.houses import houses
from lazaretto.board.level_page import LevelPage, level_page, preview
from lazaretto.facts.command import LevelOrdered, ProtocolIssued
from lazaretto.facts.custody import Admitted
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import Period
from lazaretto.obligations.assessing import assess
from lazaretto.obligations.deriving import derive
from lazaretto.obligations.force import in_force
from lazaretto.protocol.document import Protocol
from lazaretto.registers.command import LEVELS
from tests.stating import HOUSE, ZONE, fact, house, moment, record_of, second
from tests.unit.obligations.owing import document, slot, temperatures

CLOSED = document(temperatures(slot("08:00", "10:00")), levels=("closed", "outbreak"))
ISSUED = fact(
    ProtocolIssued(document=CLOSED.id, version=CLOSED.version, digest="0" * 64, authority="city"),
    "03-01 00:00", number=5,
)  # fmt: skip
PEOPLE = [
    fact(Admitted(person=f"A{n}", cell="QZ-D/T/01", sex="male"), "03-10 08:00", number=20 + n)
    for n in range(3)
]


def ordered(at: str, level: Any, number: int, begins: str | None = None) -> Fact:
    body = LevelOrdered(
        level=level, authority="city", reason="cases", begins=moment(begins) if begins else None
    )
    return fact(body, at, number=number)


def levels_at(*orders: Fact, at: str, known: str = "03-20 00:00") -> str:
    standing = record_of([house(), *orders]).standing(at=second(known))
    spans = standing.levels.at(second(at))
    return LEVELS[int(spans.value[0])] if len(spans) else "routine"


@pytest.mark.parametrize(
    ("at", "level"),
    [("03-14 21:00", "routine"), ("03-15 00:00", "closed"), ("03-16 09:00", "closed")],
)
def test_an_order_holds_from_its_beginning_without_anything_having_run(at: str, level: str) -> None:
    order = ordered("03-14 20:00", "closed", 10, "03-15 00:00")
    assert levels_at(order, at=at) == level
    assert levels_at(order, at=at, known="03-14 21:00") == level  # it is known as soon as it is given


def test_the_order_given_last_holds_of_those_that_have_begun() -> None:
    first = ordered("03-14 20:00", "closed", 10, "03-15 00:00")
    undone = ordered("03-14 22:00", "heightened", 11)
    assert levels_at(first, undone, at="03-15 01:00") == "heightened"
    later = ordered("03-14 22:00", "outbreak", 12, "03-16 06:00")
    assert levels_at(first, later, at="03-15 01:00") == "closed"
    assert levels_at(first, later, at="03-16 06:00") == "outbreak"
    sooner = ordered("03-14 23:00", "outbreak", 13, "03-14 23:30")
    assert levels_at(first, sooner, at="03-15 01:00") == "outbreak"


def page_of(*orders: Fact, level: Any, begins: str, at: str = "03-14 21:00") -> tuple[LevelPage, int]:
    """The preview, and how much is really owed on the day after, once the order was given."""
    facts = [house(), ISSUED, *PEOPLE, *orders]
    record = record_of(facts)
    standing = record.standing(at=second(at))
    forces = in_force(standing, shelf={(CLOSED.id, CLOSED.version): CLOSED})
    window = Period(moment("03-14 00:00"), moment("03-16 00:00"))
    assessment = assess(forces=forces, standing=standing, window=window, fact_id=lambda n: record.facts[n].id)
    known = houses(standing, facts=record.facts)
    page = preview(
        level_page(standing, facts=record.facts, houses=known, zone=ZONE), standing, assessment=assessment,
        facts=record.facts, forces=forces, chosen=known, level=level, begins=moment(begins),
        cells=lambda one: len(one.code),
    )  # fmt: skip
    done = record_of([*facts, ordered(at, level, 99, begins)]).standing(at=second(at))
    clause = CLOSED.clauses[0]
    blocks = derive(clause, force=forces[0], standing=done, start=second(begins), end=second(begins) + 86_400)
    return page, sum(int((block.opens >= second(begins)).sum()) for block in blocks)


def test_what_is_shown_is_what_is_then_owed() -> None:
    page, owed = page_of(level="closed", begins="03-15 00:00")
    (change,) = page.changes
    assert (change.begins, change.people, change.times, change.houses) == (True, 3, 3, (HOUSE,))
    assert change.times == owed
    assert [line.was for line in page.lines] == ["routine"]
    assert (page.lines[0].told.why, page.lines[0].cells) == ("nobody", len(HOUSE))


def test_what_runs_is_not_shortened() -> None:
    before = ordered("03-12 00:00", "closed", 10)
    page, owed = page_of(before, level="routine", begins="03-15 09:00", at="03-15 08:30")
    (change,) = page.changes
    assert (change.begins, change.runs, owed) == (False, 3, 0)
    assert page.ending == page.changes
    assert page.runs == 3


def test_the_history_tells_how_each_order_stands() -> None:
    orders = [
        ordered("03-12 00:00", "heightened", 10), ordered("03-13 00:00", "closed", 11),
        ordered("03-14 20:00", "outbreak", 12, "03-15 00:00"),
    ]  # fmt: skip
    page, _ = page_of(*orders, level="outbreak", begins="03-15 00:00")
    assert [(one.level, one.state) for one in page.history] == [
        ("outbreak", "ahead"), ("closed", "holds"), ("heightened", "over"),
    ]  # fmt: skip
    assert not page.changes  # what is ordered already changes nothing


def test_a_document_without_the_clause_changes_nothing() -> None:
    assert isinstance(CLOSED, Protocol)
    page, _ = page_of(level="heightened", begins="03-15 00:00")
    assert page.changes == ()


def test_houses_that_would_lack_people_or_cells_are_counted_before_it_is_ordered() -> None:
    page, _owed = page_of(level="closed", begins="03-15 00:00")
    (line,) = page.lines
    assert page.crowded == (line,)  # the world's cells are short by as many as its code is long
    assert page.shorter == ()
    short, enough = replace(line, short_before=1, short_after=2, cells=0), replace(line, cells=None)
    worse = replace(page, lines=(short, enough))
    assert worse.shorter == (short,)
    assert worse.crowded == ()  # none, and not known
