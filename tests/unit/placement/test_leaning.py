"""Rooms left unequal at one price, so that to join the emptier ones tomorrow stays cheap."""

from collections import Counter

from lazaretto.placement.asking import Prices
from lazaretto.placement.checking import broken
from lazaretto.placement.leaning import lean
from tests.unit.placement.asked import asked, cell, newcomer, room

FREE = Prices(alone=0, alone_minor=0)


def loads(assigned: dict[str, str]) -> list[int]:
    return sorted(Counter(assigned.values()).values())


def test_newcomers_gather_in_one_room_of_two() -> None:
    people = [newcomer("A", case_group="one"), newcomer("B", case_group="one"), newcomer("C"), newcomer("D")]
    request = asked(people, [room(1), room(2)], prices=FREE)
    even = {"A": cell(1), "B": cell(2), "C": cell(1), "D": cell(2)}
    leaned = lean(request, even)
    assert loads(leaned) == [1, 3]
    assert broken(request, leaned) == ()


def test_nobody_is_left_alone_where_that_has_a_price() -> None:
    people = [newcomer("A", case_group="one"), newcomer("B", case_group="one"), newcomer("C"), newcomer("D")]
    request = asked(people, [room(1), room(2)])
    even = {"A": cell(1), "B": cell(2), "C": cell(1), "D": cell(2)}
    assert lean(request, even) == even


def test_beds_and_enemies_are_kept_to() -> None:
    people = [
        newcomer("A"),
        newcomer("B"),
        newcomer("C", apart_from=("A",)),
        newcomer("D", apart_from=("A",)),
    ]
    request = asked(people, [room(1, capacity=2), room(2, capacity=2)], prices=FREE)
    placed = {"A": cell(1), "B": cell(1), "C": cell(2), "D": cell(2)}
    assert lean(request, placed) == placed
