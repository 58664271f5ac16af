"""What an order costs whatever happens: the same in a suggestion as in an answer."""

from dataclasses import replace

import msgspec

from lazaretto.twin.asking import ordered
from lazaretto.twin.comparing import compare
from lazaretto.twin.costing import costs
from lazaretto.twin.designing import Begun, network
from lazaretto.twin.network import Running
from lazaretto.twin.observing import setting_of
from lazaretto.twin.suggesting import suggested
from tests.unit.twin.test_what_if_questions import question

BEGUN = Begun(
    home="HOME", path=("LOCK", "LOCK", "HOME"), size=5, day=4, leg=Running(leg=3, days=14, tests_on=(1, 13))
)


def test_a_cell_that_is_shared_is_one_cell_until_its_own_leg_ends() -> None:
    """Five people in the last of three legs, ten days before its end: one cell, though alone were ordered."""
    asked = question(days=40)
    empty = msgspec.structs.replace(
        asked.network, begun=(BEGUN,), houses=tuple(
            msgspec.structs.replace(house, arrivals=0) for house in asked.network.houses
        ),
    )  # fmt: skip
    alone = replace(ordered(asked), cohort=1)
    found = costs(network(empty, days=40), alone, days=40)
    assert (found.cells, found.planned, found.alone) == (1, 5 * 10, ())


def test_more_cells_that_are_suggested_are_those_that_the_answer_counts() -> None:
    """From houses where cohorts run already: the suggestion says how many more, and the comparison agrees."""
    asked = question(days=40)
    asked = msgspec.structs.replace(asked, network=msgspec.structs.replace(asked.network, begun=(BEGUN,)))
    idea = next(one for one in suggested(asked) if one.id == "cells")
    own = ordered(asked)
    asked = msgspec.structs.replace(asked, points=1, replicates=1)
    answers = compare(setting_of(asked), (own, replace(own, cohort=int(idea.values["people"])))).answers
    assert answers[1].cells - answers[0].cells == int(idea.values["more"])
