"""Cells that are meant for women, men or minors: whoever is not like them, or unknown, is not put there."""

from typing import Any

import pytest

from lazaretto.placement.checking import broken
from lazaretto.placement.proposing import propose
from tests.unit.placement.asked import asked, cell, newcomer, room


@pytest.mark.parametrize(
    ("people", "attributes", "fits"),
    [
        ("women", {"sex": "female"}, True),
        ("women", {"sex": "male"}, False),
        ("women", {"sex": "unknown"}, False),
        ("men", {"sex": "male"}, True),
        ("men", {"sex": "female"}, False),
        ("minors", {"minor": True}, True),
        ("minors", {"minor": False}, False),
        ("minors", {"minor": None}, False),
        ("any", {"sex": "unknown"}, True),
    ],
)
def test_optimiser_and_checker_agree(people: str, attributes: dict[str, Any], fits: bool) -> None:
    request = asked([newcomer("A", **attributes)], [room(1, people=people)])
    proposal = propose(request)
    assert (proposal.places == {"A": cell(1)}) is fits
    if not fits:
        assert [other.rule for other in proposal.unplaced[0].alternatives] == ["meant_for_others"]
    assert (broken(request, {"A": cell(1)}) == ()) is fits


def test_unknowns_of_either_sex_are_not_mistaken_for_each_other() -> None:
    """Both are to be alone; only the woman's room is free for her."""
    people = [newcomer("M", health="unknown"), newcomer("W", health="unknown", sex="female")]
    places = propose(asked(people, [room(1, people="women"), room(2, people="men")])).places
    assert places == {"M": cell(2), "W": cell(1)}


def test_whoever_is_in_it_already_may_stay() -> None:
    request = asked([newcomer("A", present=cell(1))], [room(1, people="women", state="filling")])
    assert propose(request).places == {"A": cell(1)}
