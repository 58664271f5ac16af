"""What the rehearsal invents is of believable size, and says where it comes from."""

import msgspec
import pytest

from lazaretto.rehearsal.assumptions import Assumptions, read


def test_the_city_has_fourteen_facilities_and_an_office(assumptions: Assumptions) -> None:
    sorts = [house.sort for house in assumptions.houses]
    assert (sorts.count("detention_house"), sorts.count("lock_up"), sorts.count("detachment")) == (7, 7, 1)


def test_about_nine_hundred_work_there(assumptions: Assumptions) -> None:
    assert 850 <= sum(house.staff for house in assumptions.houses) <= 950


def test_transition_cells_are_three_to_five_and_one_or_two_are_added(assumptions: Assumptions) -> None:
    houses = [h for h in assumptions.houses if h.transition_cells]
    assert len(houses) == 6
    assert all(3 <= h.transition_cells <= 5 for h in houses)
    assert all(4 <= h.transition_cells + h.added_cells <= 7 for h in houses)


def test_everything_cites_a_source_of_the_list(assumptions: Assumptions) -> None:
    known = {source.id for source in assumptions.sources}
    cited = {assumptions.dates.cite}
    cited |= {house.cite for house in assumptions.houses} | {county.cite for county in assumptions.counties}
    cited |= {rate.cite for rate in assumptions.rates} | {d.cite for d in assumptions.directives}
    assert cited <= known


def test_rounds_are_six_everywhere_and_ten_in_the_districts(assumptions: Assumptions) -> None:
    dates = assumptions.dates
    assert sum(day > dates.closed for day in dates.rounds) == 6
    assert sum(day > dates.closed for day in dates.rounds_districts) == 10


def test_a_wrong_field_is_named() -> None:
    with pytest.raises(msgspec.ValidationError, match="dates"):
        read("format: lazaretto-assumptions/1\nid: x\ntitle: x\ncity: x\nzone: x\nsources: []\ndates: 3\n")
