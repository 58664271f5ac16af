"""A day is cut where no statement runs across; a source reads the windows that its statements fill."""

from datetime import UTC, datetime
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lazaretto.audit.windows import Stated, cuts, reading, standing_ones
from lazaretto.facts.supervision import Flow

WHEN = datetime(2022, 3, 15, tzinfo=UTC)


def stated(first: int, last: int, *flows: Flow, number: int = 1) -> Stated:
    told = flows or (Flow(of="person", came=last - first, went=1),)
    return Stated(UUID(int=number), WHEN, "D1", "S1", first, last, told)


def test_a_cut_stands_where_nothing_runs_across() -> None:
    day = [stated(0, 6), stated(6, 12), stated(0, 4), stated(4, 12)]
    assert cuts(day, start=0, end=24, usual=(0, 6, 12, 18)) == (0, 12, 18, 24)
    assert cuts([], start=0, end=24, usual=(0, 6, 12, 18)) == (0, 6, 12, 18, 24)
    assert cuts([stated(2, 20)], start=0, end=24, usual=range(0, 24, 6)) == (0, 2, 20, 24)


def test_a_window_is_read_where_it_is_filled() -> None:
    tally = [stated(0, 4), stated(4, 12), stated(18, 20)]
    assert reading(tally, "person", first=0, last=12) == (12, 2, None)
    assert reading(tally, "person", first=12, last=18) == (None, None, None)
    assert reading(tally, "person", first=18, last=24) == (None, None, None)
    assert reading(tally, "vehicle", first=0, last=12) == (None, None, None)


def test_what_one_of_two_parts_does_not_tell_is_unknown_of_both() -> None:
    tally = [stated(0, 4), stated(4, 12, Flow(of="vehicle", came=2))]
    assert reading(tally, "person", first=0, last=12) == (None, None, None)


def test_who_was_inside_is_read_at_the_end_of_the_window() -> None:
    tally = [
        stated(0, 4, Flow(of="person", came=1, inside=9)),
        stated(4, 12, Flow(of="person", came=1, inside=7)),
    ]
    assert reading(tally, "person", first=0, last=12) == (2, 0, 7)
    assert reading(tally, "person", first=0, last=13) == (None, None, None)


def test_of_two_that_overlap_the_later_counts_and_what_leaves_the_day_does_not() -> None:
    first, second, third = stated(0, 6), stated(5, 8, number=2), stated(20, 26, number=3)
    assert standing_ones([first, second, third], start=0, end=24) == (second,)
    assert standing_ones([second, first], start=0, end=24) == (first,)


spans = st.tuples(st.integers(0, 23), st.integers(1, 24)).filter(lambda pair: pair[0] < pair[1])


@given(tallies=st.lists(spans, max_size=6), replays=st.lists(spans, max_size=6))
def test_nothing_that_counts_is_cut_and_its_sum_is_kept(
    tallies: list[tuple[int, int]], replays: list[tuple[int, int]]
) -> None:
    kept = [
        standing_ones([stated(a, b, number=n) for n, (a, b) in enumerate(spoken)], start=0, end=24)
        for spoken in (tallies, replays)
    ]
    edges = cuts([*kept[0], *kept[1]], start=0, end=24, usual=(6, 12, 18))
    assert edges[0] == 0
    assert edges[-1] == 24
    assert list(edges) == sorted(set(edges))
    for one in (*kept[0], *kept[1]):
        assert not any(one.first < edge < one.last for edge in edges)
    for source in kept:
        read = [reading(source, "person", first=a, last=b) for a, b in pairwise(edges)]
        told = sum(came for came, _, _ in read if came is not None)
        assert told <= sum(one.last - one.first for one in source)
