"""A new room's price by the futures it leads to: the same every time, plain where nobody is expected."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lazaretto.placement.asking import Expected, Mix, Prices, Request
from lazaretto.placement.checking import broken
from lazaretto.placement.looking_ahead import LADDER, look_ahead, outlook_of
from lazaretto.placement.proposing import propose
from lazaretto.placement.solving import solve
from tests.properties.cells import requests
from tests.unit.placement.asked import asked, cell, filling, newcomer, occupant, room

MEASURED = Prices(alone=0, alone_minor=0)


def expecting(cases_in_100_days: int, *, seed: int = 1) -> Expected:
    """Cases of one or two men."""
    return Expected(
        cases_in_100_days=cases_in_100_days, sizes=(2, 1), people=(Mix(weight=1, sex="male"),), seed=seed,
        futures=10,
    )  # fmt: skip


def tomorrow(*, rooms: int, cases_in_100_days: int, seed: int = 1) -> Request:
    """Somebody comes; yesterday's cohort of four has a bed, and so many rooms stand empty."""
    inside = [occupant(f"C{n}") for n in range(4)]
    request = asked(
        [newcomer("A")],
        [filling(1, *inside, ago=1, capacity=6), *[room(n, capacity=6) for n in range(2, 2 + rooms)]],
        same_day=False, prices=MEASURED,
    )  # fmt: skip
    return replace(request, expected=expecting(cases_in_100_days, seed=seed))


def test_where_nobody_is_expected_it_is_the_plain_answer() -> None:
    request = replace(tomorrow(rooms=3, cases_in_100_days=0), expected=None)
    sighted = look_ahead(request)
    assert sighted.request is request
    assert sighted.solution == solve(request)


def test_where_days_do_not_mix_it_is_the_plain_answer() -> None:
    request = tomorrow(rooms=3, cases_in_100_days=300)
    strict = replace(request, rules=replace(request.rules, same_day=True))
    assert look_ahead(strict).request is strict


def test_a_room_is_opened_freely_while_many_stand_empty() -> None:
    assert look_ahead(tomorrow(rooms=8, cases_in_100_days=60)).solution.assigned["A"] != cell(1)


def test_a_room_is_saved_while_few_stand_empty() -> None:
    assert look_ahead(tomorrow(rooms=2, cases_in_100_days=60)).solution.assigned["A"] == cell(1)


def test_the_price_that_was_found_is_the_one_the_answer_is_proved_at() -> None:
    sighted = look_ahead(tomorrow(rooms=2, cases_in_100_days=60))
    prices = sighted.request.rules.prices
    assert prices.new_room in LADDER
    assert prices.scarcity == 0
    assert sighted.solution.proved
    assert sighted.solution.costs.total == solve(sighted.request).costs.total


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_question_has_one_answer(seed: int) -> None:
    request = tomorrow(rooms=3, cases_in_100_days=150, seed=seed)
    assert look_ahead(request) == look_ahead(request)


def test_a_proposal_looks_ahead_when_it_is_told_who_is_expected() -> None:
    request = tomorrow(rooms=2, cases_in_100_days=60)
    assert propose(request).places == look_ahead(request).solution.assigned
    assert propose(replace(request, expected=None)).places == solve(replace(request, expected=None)).assigned


def test_the_outlook_holds_open_cohorts_empty_rooms_and_days_of_release() -> None:
    request = asked(
        [newcomer("A")],
        [
            filling(1, occupant("B"), ago=1), filling(2, occupant("C"), ago=2), room(3), room(4),
            room(5, state="awaiting_disinfection"), room(6, use="isolation"),
        ],
        same_day=False,
    )  # fmt: skip
    outlook = outlook_of(request, {"A": cell(3)}, use="transition")
    (row,) = outlook.cohorts.values()
    assert [(each.since, each.clock, each.members, each.beds) for each in row] == [
        (-1, -1, 1, 3),
        (0, 0, 1, 3),
    ]
    assert (outlook.empty, outlook.rooms) == (1, 5)
    assert dict(outlook.freed) == {12: 1}  # the cohort of two days ago takes nobody in tomorrow


@settings(max_examples=30, deadline=None)
@given(requests(people=5, rooms=4), st.integers(0, 600))
def test_no_rule_is_broken_and_nobody_left_out_for_the_future(request: Request, cases: int) -> None:
    ahead = replace(request, expected=replace(expecting(cases), futures=2, ahead=5))
    found = look_ahead(ahead).solution
    assert broken(request, found.assigned) == ()
    assert len(found.assigned) == len(solve(request).assigned)
