"""The figures at the head of a day sheet: each counts what its part lists."""

from lazaretto.board.narrowing import narrow_sheet
from lazaretto.facts.custody import Moved
from lazaretto.web.templatetags.drawing import sums
from tests.stating import fact
from tests.unit.board.test_listing import sheet
from tests.unit.board.world import look


def test_a_figure_counts_what_its_part_lists_of_yesterday_too() -> None:
    day = sheet(look(at="03-15 10:30"), "MJ-D")
    listed = dict(sums(day))
    assert listed["missed"] == sum(len(group.items) for group in day.missed) == 3
    assert day.counts.missed == 1  # the wall's figure is of today only


def test_the_gate_is_shown_no_figure_of_what_it_is_not_shown() -> None:
    day = narrow_sheet(sheet(look(at="03-15 07:00")), families={"gate"})
    assert dict(sums(day)) == {"breach": 0, "missed": 0, "late": 0, "owed": 0, "disputed": 0, "done": 0}


def test_a_breach_is_the_first_figure() -> None:
    stranger = fact(Moved(person="C", cell="QZ-D/T/01"), "03-15 06:30", number=50)
    state, count = sums(sheet(look(stranger, at="03-15 07:00")))[0]
    assert state == "breach"
    assert count >= 1
