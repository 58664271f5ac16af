"""Pictures of the twin's answer: on their axes, within their box, each figure with its range."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lazaretto.web.what_if_plots import NARROW, WIDE, Range, Row, bars, curves, cut, field, forest

WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])
SHARES = st.lists(st.floats(0, 1), min_size=3, max_size=3)


@WIDTHS
def test_parts_of_a_bar_join_and_reach_its_sum(width: int) -> None:
    (bar,) = bars([Row(1, "now", "18 (10–31)", (3.0, 12.0, 3.0), Range(18, 10, 31))], width=width).bars
    ends = [(float(part.x), float(part.width)) for part in bar.parts]
    assert [part.kind for part in bar.parts] == [0, 1, 2]
    for (x, wide), (after, _) in pairwise(ends):
        assert x + wide == pytest.approx(after, abs=0.11)
    assert bar.reach is not None
    assert float(bar.reach[0]) < ends[-1][0] + ends[-1][1] < float(bar.reach[1]) <= width


def test_what_is_over_the_limit_is_marked_and_the_limit_stands_in_the_box() -> None:
    plot = bars(
        [Row(1, "a", "56", (56.0,)), Row(2, "b", "14", (14.0,))], width=NARROW, limit=(15.0, "15 days")
    )
    assert [bar.over for bar in plot.bars] == [True, False]
    assert plot.limit is not None
    first = plot.bars[1].parts[0]
    assert float(first.x) + float(first.width) < float(plot.limit.at) < NARROW


def test_a_bar_of_nothing_has_no_parts() -> None:
    assert bars([Row(1, "a", "0", (0.0, 0.0))], width=WIDE).bars[0].parts == ()


@WIDTHS
def test_a_difference_stands_on_its_side_of_nothing(width: int) -> None:
    plot = forest([(2, "a", "", Range(-5, -9, -1)), (3, "b", "", Range(2, -1, 6))], width=width)
    zero = float(plot.zero)
    worse, unseen = plot.lines
    assert float(worse.reach[1]) < zero
    assert float(unseen.reach[0]) < zero < float(unseen.reach[1])
    assert [tick.words for tick in plot.ticks if tick.at == plot.zero] == ["0"]


@given(SHARES, SHARES)
def test_a_cross_lies_in_the_field(across: list[float], upwards: list[float]) -> None:
    (x_low, x, x_high), (y_low, y, y_high) = sorted(across), sorted(upwards)
    plot = field([(1, Range(x, x_low, x_high), Range(y, y_low, y_high))], width=NARROW)
    (point,) = plot.points
    assert float(point.left) <= float(point.x) <= float(point.right) <= NARROW
    assert 0 <= float(point.top) <= float(point.y) <= float(point.foot) <= plot.foot


def test_numbers_of_points_that_coincide_stand_beside_each_other() -> None:
    at = Range(5, 5, 5), Range(1, 0, 2)
    plot = field([(1, *at), (2, *at), (3, *at)], width=WIDE)
    assert len({point.label for point in plot.points}) == 3


def test_a_curve_has_a_mark_at_each_place_and_a_range_where_there_is_one() -> None:
    line = [Range(10, 5, 20), Range(4, 4, 4)]
    plot = curves([(1, line), (2, line)], names=["1", "10"], width=NARROW, spaced=[0.0, 1.0])
    assert [len(curve.marks) for curve in plot.curves] == [2, 2]
    assert [len(curve.reaches) for curve in plot.curves] == [1, 1]
    assert plot.curves[0].dashes != plot.curves[1].dashes
    assert plot.curves[0].reaches[0][0] != plot.curves[1].reaches[0][0]


@pytest.mark.parametrize(("name", "room"), [("a long name of an order", 80), ("每周轮次一次全员检测", 70)])
def test_a_name_is_cut_to_its_room(name: str, room: int) -> None:
    assert cut(name, room).endswith("…")
    assert name.startswith(cut(name, room)[:-1])
    assert cut(name, 1000) == name


def test_an_axis_on_which_nothing_but_nought_stands_goes_to_one() -> None:
    nought = Range(0.0, 0.0, 0.0)
    plot = forest([(2, "a", "0", nought)], width=WIDE)
    assert [tick.words for tick in plot.ticks][:: len(plot.ticks) - 1] == ["−1.00", "1.00"]
    assert max(len(tick.words) for tick in field([(1, nought, nought)], width=WIDE).across) <= 4
