"""The checker finds every seeded breakage and names it; it shares nothing with the optimiser."""

import ast
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from lazaretto.placement import checking
from lazaretto.placement.asking import Cohort, Request
from lazaretto.placement.checking import broken
from lazaretto.placement.solving import solve
from tests.house.tree import SOURCE, tree
from tests.unit.placement.asked import DAY, asked, cell, filling, newcomer, occupant, room


def sound() -> Request:
    """Two who may share with each other and with whom is in cell 2; cell 1 is empty."""
    return asked(
        [newcomer("A", case_group="x"), newcomer("B", case_group="y")], [room(1), filling(2, occupant("C"))]
    )


TOGETHER = {"A": cell(1), "B": cell(1)}
JOINING = {"A": cell(2)}


def test_a_sound_placement_breaks_nothing() -> None:
    assert broken(sound(), TOGETHER) == ()
    assert broken(sound(), {"A": cell(1), "B": cell(2)}) == ()
    assert broken(sound(), {}) == ()


@pytest.mark.parametrize(
    ("attributes", "wrong"),
    [
        ({"sex": "female"}, "sexes_mixed"),
        ({"sex": "unknown"}, "sexes_mixed"),
        ({"minor": True}, "minor_with_adult"),
        ({"minor": None}, "minor_with_adult"),
        ({"health": "contact"}, "health_mixed"),
        ({"health": "unknown"}, "health_mixed"),
        ({"health": "infectious"}, "health_mixed"),
        ({"case_group": "x"}, "co_defendants"),
        ({"apart_from": ("A",)}, "apart_from"),
        ({"arrived": DAY - timedelta(days=1)}, "days_mixed"),
    ],
)
def test_people_who_must_not_share(attributes: dict[str, Any], wrong: str) -> None:
    request = sound()
    other = replace(request.newcomers[1], **attributes)
    request = replace(request, newcomers=(request.newcomers[0], other))
    assert [line.split()[0] for line in broken(request, TOGETHER)] == [wrong]
    assert broken(request, {"A": cell(1)}) == ()
    assert broken(request, solve(request).assigned) == ()


@pytest.mark.parametrize("health", ["unwell", "unknown"])
def test_two_of_a_state_whose_people_are_alone(health: str) -> None:
    request = sound()
    sick = tuple(replace(n, health=health) for n in request.newcomers)
    assert len(broken(replace(request, newcomers=sick), TOGETHER)) == 1


@pytest.mark.parametrize(
    ("attributes", "wrong"),
    [
        ({"use": "isolation"}, "other_use"),
        ({"state": "withdrawn"}, "withdrawn"),
        ({"state": "awaiting_disinfection"}, "awaiting_disinfection"),
        ({"state": "beside_infectious"}, "beside_infectious"),
        ({"state": "closed"}, "closed"),
        ({"state": "full"}, "full"),
        ({"capacity": 1}, "over_capacity"),
        ({"kept_for": ("D", "E", "F")}, "over_capacity"),
        ({"cohort": Cohort(name="C", day=DAY, closed=True)}, "closed"),
        ({"cohort": Cohort(name="C", day=DAY - timedelta(days=1))}, "days_mixed"),
        ({"cohort": Cohort(name="C", day=DAY, opened=DAY - timedelta(days=1))}, "days_mixed"),
        ({"occupants": (occupant("C", sex="female"),)}, "sexes_mixed"),
        ({"occupants": (occupant("C", apart_from=("A",)),)}, "apart_from"),
        ({"occupants": (), "cohort": None, "state": "free", "kept_for": ("D",)}, "kept_for_another"),
    ],
)
def test_rooms_that_take_nobody_in(attributes: dict[str, Any], wrong: str) -> None:
    request = sound()
    shut = replace(request.rooms[1], **attributes)
    request = replace(request, rooms=(request.rooms[0], shut))
    assert [line.split()[0] for line in broken(request, JOINING)] == [wrong]
    assert broken(request, solve(request).assigned) == ()
    assert solve(request).assigned["A"] == cell(1)


def test_who_is_inside_already_may_stay_where_nobody_may_enter() -> None:
    request = asked([newcomer("A", present=cell(1)), newcomer("B")], [room(1, state="closed")])
    assert broken(request, {"A": cell(1)}) == ()
    assert broken(request, {"A": cell(1), "B": cell(1)}) == (f"closed {cell(1)} B",)


def test_who_is_inside_may_not_stay_in_a_room_that_is_withdrawn() -> None:
    request = asked([newcomer("A", present=cell(1))], [room(1, state="withdrawn")])
    assert broken(request, {"A": cell(1)}) == (f"withdrawn {cell(1)}",)
    assert [left.person for left in solve(request).unplaced] == ["A"]


def test_nobody_infectious_is_put_next_door_to_somebody_put_there() -> None:
    people = [newcomer("A"), newcomer("S", health="infectious"), newcomer("T", health="infectious")]
    request = asked(people, [room(1, neighbours=(cell(2),)), room(2), room(3)])
    wrong = (f"beside_infectious {cell(1)} A S",)
    assert broken(request, {"A": cell(1), "S": cell(2)}) == wrong
    assert broken(request, {"A": cell(1), "S": cell(3)}) == ()
    assert broken(request, {"T": cell(1), "S": cell(2)}) == ()


def test_strangers_and_rooms_that_are_not_there() -> None:
    assert broken(sound(), {"Z": cell(1), "A": cell(9)}) == ("stranger Z", f"no_such_room {cell(9)} A")


def test_the_window_counts_from_the_first_day_of_the_cohort() -> None:
    request = asked([newcomer("A")], [filling(1, occupant("C"), ago=2)], same_day=False)
    assert broken(request, {"A": cell(1)}) == ()
    late = asked([newcomer("A")], [filling(1, occupant("C"), ago=3)], same_day=False)
    assert broken(late, {"A": cell(1)}) == (f"days_mixed {cell(1)} 3",)


def test_it_shares_no_code_with_the_optimiser() -> None:
    imported = [
        node.module for node in ast.walk(tree(SOURCE / "placement" / "checking.py"))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("lazaretto")
    ]  # fmt: skip
    assert imported == ["lazaretto.placement.asking"]
    used = {
        node.attr for node in ast.walk(tree(SOURCE / "placement" / "checking.py"))
        if isinstance(node, ast.Attribute)
    }  # fmt: skip
    assert not used & {"window", "since"}, "these are computed for the optimiser"
    assert len(checking.CHECKS) == 6
