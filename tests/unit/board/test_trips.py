"""Trips of a change of role: a vehicle may bring people for several cells, and each cell is named."""

from lazaretto.board.conversion_page import Journey
from lazaretto.facts.command import PlannedMove
from lazaretto.obligations.converting import Moving


def test_a_trip_names_every_cell_it_fills_and_who_goes_into_it() -> None:
    moves = tuple(
        Moving(PlannedMove(person=person, to=cell, vehicle="V1", trip=1), "waiting", None)
        for person, cell in (("Wang", "MJ-L/I/05"), ("Li", "MJ-L/I/06"), ("Zhou", "MJ-L/I/05"))
    )
    cells = Journey("V1", 1, "MJ-L", moves).cells
    assert [(cell, [move.planned.person for move in inside]) for cell, inside in cells] == [
        ("MJ-L/I/05", ["Wang", "Zhou"]), ("MJ-L/I/06", ["Li"]),
    ]  # fmt: skip
