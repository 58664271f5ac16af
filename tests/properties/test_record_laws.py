"""Laws 4, 5 and 7 of the record: folds, order, repetition, correction, and what was known then."""

from datetime import timedelta
from itertools import pairwise

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st

from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import seconds
from lazaretto.registers.record import Record
from tests.properties.meaning import events, registers
from tests.properties.worlds import START, established, histories, spoken
from tests.stating import record_of

DAY = 86_400
instants = st.integers(0, 8 * 24).map(lambda hours: seconds(START) + 3600 * hours)


@given(said=histories(), data=st.data())
def test_the_order_of_appending_does_not_matter(said: list[Fact], data: st.DataObject) -> None:
    facts = [*established(), *said]
    shuffled = data.draw(st.permutations(facts))
    cut = data.draw(st.integers(0, len(shuffled)))
    at, known_at = data.draw(instants), data.draw(instants)
    one, other = record_of(facts), Record()
    other.append(shuffled[:cut])
    other.columns()
    other.append(shuffled[cut:])
    assert events(one) == events(other)
    assert registers(one) == registers(other)
    assert registers(one, at=at, known_at=known_at) == registers(other, at=at, known_at=known_at)


@given(said=histories())
def test_appending_twice_is_appending_once(said: list[Fact]) -> None:
    one, twice = record_of(said), record_of([*said, *reversed(said)])
    twice.append(said)
    assert events(one) == events(twice)
    assert len(twice.facts) == len(said)


@given(said=histories(), later=histories(most=8), data=st.data())
def test_nothing_known_later_changes_what_was_known(
    said: list[Fact], later: list[Fact], data: st.DataObject
) -> None:
    at, known_at = data.draw(instants), data.draw(instants)
    afterwards = [
        msgspec.structs.replace(
            fact, id=type(fact.id)(int=fact.id.int ^ 1 << 79), recorded=fact.recorded + timedelta(days=20)
        )
        for fact in later
    ]
    before, after = record_of(said), record_of([*said, *afterwards])
    assert events(before, at=at, known_at=known_at) == events(after, at=at, known_at=known_at)
    assert registers(before, at=at, known_at=known_at) == registers(after, at=at, known_at=known_at)


@given(said=histories(most=10), wrong=spoken(7001), right=spoken(7002))
def test_a_correction_restores_what_the_right_fact_alone_would_say(
    said: list[Fact], wrong: Fact, right: Fact
) -> None:
    assume(wrong.facility == right.facility)  # another house's word has no force
    correction = msgspec.structs.replace(right, corrects=wrong.id)
    assert events(record_of([*said, wrong, correction])) == events(record_of([*said, right]))
    assert registers(record_of([*said, wrong, correction])) == registers(record_of([*said, right]))


@given(said=histories(most=15))
def test_spans_of_one_key_do_not_overlap_and_hold_an_instant(said: list[Fact]) -> None:
    standing = record_of(said).standing(at=seconds(START) + 10 * DAY)
    for held in (standing.present, standing.in_cell, standing.held, standing.legs, standing.on_roll):
        rows = list(zip(held.key.tolist(), held.start.tolist(), held.end.tolist(), strict=True))
        assert all(start < end for _, start, end in rows)
        assert all(
            key != following or end <= start for (key, _, end), (following, start, _) in pairwise(rows)
        )


@given(said=histories(), at=instants, data=st.data())
def test_a_window_of_a_column_is_the_column_within_the_window(
    said: list[Fact], at: int, data: st.DataObject
) -> None:
    record = record_of(said)
    first, last = sorted([data.draw(instants), data.draw(instants)])
    for name in ("placed", "temperature", "result", "covered"):
        fresh, read = record.standing(at=at), record.standing(at=at)
        read.events(name)
        assert fresh.during(name, first, last).fact.tolist() == read.during(name, first, last).fact.tolist()
