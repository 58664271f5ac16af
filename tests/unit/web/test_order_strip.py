"""The path of an order drawn to scale: a day is as wide in one leg as in the next."""

from itertools import pairwise

import pytest

from lazaretto.facts.custody import Released
from lazaretto.web.order_strip import MARGIN, WIDTH, Picture, picture
from tests.unit.board.test_order_way import swab
from tests.unit.board.test_orders import BEGUN, MADE, page
from tests.unit.obligations.legs import Said, end_ordered, restarted


def drawn(*said: Said, at: str = "03-10 12:00") -> Picture:
    found = picture(page(*said, at=at))
    assert found is not None
    return found


def test_legs_follow_one_another_and_fill_the_width() -> None:
    bars = drawn(*BEGUN).bars
    assert [bar.leg.layer for bar in bars] == [1, 2, 3]  # the fourth has no end and no day yet
    assert (bars[0].x, round(bars[-1].end)) == (MARGIN, WIDTH - MARGIN)
    for bar, following in pairwise(bars):
        assert bar.end == pytest.approx(following.x, abs=0.2)
    days = [(bar.last - bar.first).days for bar in bars if bar.last]
    assert days == [21, 21, 14]
    assert bars[2].width / bars[0].width == pytest.approx(14 / 21, abs=0.01)


def test_days_before_a_restart_are_drawn_as_lost() -> None:
    bar, *_ = drawn(*BEGUN, (restarted(layer=1), "03-05 09:00")).bars
    assert bar.lost / bar.width == pytest.approx(4 / 25, abs=0.01)
    assert drawn(*BEGUN).bars[0].lost == 0
    assert "turn" in [tick.kind for tick in drawn(*BEGUN, (restarted(layer=1), "03-05 09:00")).ticks]


def test_a_computed_end_is_marked_where_another_was_ordered() -> None:
    told = drawn(*BEGUN, (end_ordered("03-28", layer=1), "03-09 09:00"))
    (computed,) = [tick for tick in told.ticks if tick.kind == "computed"]
    assert told.bars[0].x < computed.x < told.bars[0].end
    assert not [tick for tick in drawn(*BEGUN).ticks if tick.kind == "computed"]


def test_tests_stand_on_their_days_and_today_is_in_it() -> None:
    told = drawn(*BEGUN, *swab("a", "03-02"))
    kinds = [tick.kind for tick in told.ticks if tick.kind.startswith("swab")]
    assert kinds == ["swab-done", "swab-missed", "swab-awaited", "swab-ahead", "swab-ahead"]
    assert told.today is not None
    assert told.bars[0].x < told.today < told.bars[0].end


def test_an_order_of_which_nothing_began_and_nothing_will_has_no_picture() -> None:
    assert picture(page(*MADE, (Released(person="Wang", basis="law"), "03-02 09:00"))) is None
