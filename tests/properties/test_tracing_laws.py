"""Contacts are all and only those whom an exposed person was really near: minute by minute, by hand."""

from typing import NamedTuple

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.registers.naming import Names
from lazaretto.tracing.following import COMPANIES, Met, contacts
from lazaretto.tracing.presences import Presences

PEOPLE = ("P0", "P1", "P2", "P3", "P4", "P5")
END = 30  # minutes of a small world


class Row(NamedTuple):
    person: int
    room: int
    part: int
    start: int
    length: int


rows = st.lists(
    st.builds(
        Row, st.integers(0, 5), st.integers(0, 4), st.integers(0, 3), st.integers(0, END), st.integers(0, 12)
    ),
    max_size=22,
)
index = st.sets(st.sampled_from(PEOPLE), min_size=1, max_size=2)
windows = st.tuples(st.integers(0, END), st.integers(0, END)).map(sorted)


def world(said: list[Row]) -> Presences:
    """Room n is of company n; a wing (1) knows parts, in the others everybody meets."""
    names = Names()
    for one in PEOPLE:
        names.number(one)
    columns = np.array([tuple(row) for row in said], np.int64).reshape(-1, 5).T
    person, room, part, start, length = columns
    part = np.where(room == 1, part, -1)
    return Presences(
        names, person, room, part, start * 60, (start + length) * 60, room, np.zeros(len(room), np.int64)
    )


def near(said: list[Row], minute: int) -> set[tuple[int, int, int]]:
    """Who is near whom in what company in one minute: every pair of rows, by hand."""
    there = [row for row in said if row.start <= minute < row.start + row.length]
    return {
        (one.person, other.person, one.room)
        for one in there
        for other in there
        if one.person != other.person and one.room == other.room and (one.room != 1 or one.part != other.part)
    }


def walked(
    said: list[Row], cases: set[str], since: int, until: int, depth: int
) -> dict[tuple[str, str], tuple[int, int, int, int]]:
    """(person, company) → degree, minutes, first and last minute: who is reached in how many meetings, when.

    reached[n][p]: the first minute in which p has been reached in at most n meetings.
    """
    reached = [{PEOPLE.index(case): since for case in cases}]
    around = [near(said, minute) for minute in range(END + 13)]
    for _ in range(depth):
        before, now = reached[-1], dict(reached[-1])
        for minute in range(since, until):
            for one, other, _room in around[minute]:
                if before.get(one, END * 9) <= minute < now.get(other, END * 9):
                    now[other] = minute
        reached.append(now)
    found: dict[tuple[str, str], tuple[int, int, int, int]] = {}
    for person in reached[-1]:
        degree = next(n for n, known in enumerate(reached) if person in known)
        for room in range(5) if degree else ():
            minutes = [
                minute
                for minute in range(since, until)
                if any(
                    other == person and of == room and reached[degree - 1].get(one, END * 9) <= minute
                    for one, other, of in around[minute]
                )
            ]
            if minutes:
                key = (PEOPLE[person], COMPANIES[room])
                found[key] = (degree, len(minutes), minutes[0], minutes[-1] + 1)
    return found


def told(found: tuple[Met, ...]) -> dict[tuple[str, str], tuple[int, int, int, int]]:
    assert len({(met.person, met.company) for met in found}) == len(found)
    return {
        (met.person, met.company): (met.degree, met.minutes, met.first // 60, met.last // 60) for met in found
    }


@given(said=rows, cases=index, window=windows, depth=st.integers(1, 4))
def test_all_and_only_the_true_contacts(
    said: list[Row], cases: set[str], window: list[int], depth: int
) -> None:
    since, until = window
    found = contacts(world(said), sorted(cases), since * 60, until * 60, depth)
    assert told(found) == walked(said, cases, since, until, depth)


@given(said=rows, cases=index, window=windows, depth=st.integers(1, 4))
def test_via_was_there_and_exposed_before(
    said: list[Row], cases: set[str], window: list[int], depth: int
) -> None:
    since, until = window
    found = contacts(world(said), sorted(cases), since * 60, until * 60, depth)
    degree = {met.person: met.degree for met in found} | dict.fromkeys(cases, 0)
    for met in found:
        meeting = (PEOPLE.index(met.via), PEOPLE.index(met.person), COMPANIES.index(met.company))
        assert meeting in near(said, met.first // 60)
        assert degree[met.via] < met.degree == degree[met.person]


@given(said=rows, window=windows)
def test_who_is_met_met_them(said: list[Row], window: list[int]) -> None:
    since, until = (60 * minute for minute in window)
    there = world(said)
    pairs = {
        (one, met.person, met.company, met.minutes)
        for one in PEOPLE
        for met in contacts(there, [one], since, until, 1)
    }
    assert pairs == {(other, one, company, minutes) for one, other, company, minutes in pairs}


@given(said=rows, cases=index, window=windows, more=st.integers(0, 9), depth=st.integers(1, 3))
def test_a_longer_window_and_a_greater_depth_take_nobody_away(
    said: list[Row], cases: set[str], window: list[int], more: int, depth: int
) -> None:
    since, until = (60 * minute for minute in window)
    there = world(said)
    people = {met.person for met in contacts(there, sorted(cases), since, until, depth)}
    longer = (max(since - 60 * more, 0), until + 60 * more)
    assert people <= {met.person for met in contacts(there, sorted(cases), *longer, depth)}
    assert people <= {met.person for met in contacts(there, sorted(cases), since, until, depth + 1)}


@given(said=rows, window=windows)
def test_the_order_of_the_rows_says_nothing(said: list[Row], window: list[int]) -> None:
    since, until = (60 * minute for minute in window)
    turned = list(reversed(said))
    assert contacts(world(said), ["P0"], since, until, 3) == contacts(world(turned), ["P0"], since, until, 3)
