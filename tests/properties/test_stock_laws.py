"""The store keeps every piece: whatever is stated, late or corrected, it agrees with a plain book."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lazaretto.facts.fact import Fact
from lazaretto.facts.record import Retracted
from lazaretto.facts.stock import Counted, Discarded, Received, Used
from lazaretto.obligations.stocking import shelves
from lazaretto.registers.record import Record
from tests.stating import fact, house, moment, second

BEGINS = moment("03-01 00:00")
MOVES = st.lists(
    st.tuples(
        st.sampled_from(["in", "used", "discarded", "counted"]),
        st.sampled_from(["A", "B"]),
        st.integers(1, 50),
        st.booleans(),  # taken back later
        st.integers(0, 500),  # minutes by which it was recorded late
    ),
    max_size=25,
)


def stated(sort: str, lot: str, pieces: int) -> Any:
    if sort == "in":
        return Received(item="mask", batch=lot, pieces=pieces)
    if sort == "used":
        return Used(item="mask", batch=lot, pieces=pieces)
    if sort == "discarded":
        return Discarded(item="mask", batch=lot, pieces=pieces, why="damaged")
    return Counted(item="mask", batch=lot, pieces=pieces)


@given(moves=MOVES, seed=st.randoms(use_true_random=False))
def test_the_store_agrees_with_a_plain_book(moves: list[tuple[Any, ...]], seed: Any) -> None:
    facts: list[Fact] = [house()]
    book: dict[str, int] = {}
    for number, (sort, lot, pieces, back, late) in enumerate(moves, 1):
        when = BEGINS + timedelta(minutes=number)
        said = fact(stated(sort, lot, pieces), "03-01 00:00", number=number)
        facts.append(replace(said, occurred=when, recorded=when + timedelta(minutes=late)))
        if back:
            gone = fact(
                Retracted(fact=UUID(int=number), reason="Wrong"), "03-10 00:00", number=10_000 + number
            )
            facts.append(gone)
            continue
        if sort == "counted":
            book[lot] = pieces
        else:
            book[lot] = book.get(lot, 0) + (pieces if sort == "in" else -pieces)
    seed.shuffle(facts)
    record = Record()
    record.append(facts)
    standing = record.standing(at=second("03-20 00:00"))
    facility = standing.facilities.find("QZ-D")
    found = {
        one.code: one.pieces
        for shelf in shelves(standing, facility=facility, window=30)
        for one in shelf.batches
    }
    assert found == book
