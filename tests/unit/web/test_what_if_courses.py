"""The picture of a course over days: every line within its box, marks where what happened grew."""

import itertools
import re

import pytest

from lazaretto.twin.reviewing import Band
from lazaretto.web.what_if_courses import HEIGHT, course
from lazaretto.web.what_if_plots import LEFT, NARROW, RIGHT, TOP, WIDE


def _band(low: float, value: float, high: float) -> Band:
    return Band(value=value, low=low, high=high)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("days", [1, 2, 21, 60])
def test_everything_lies_in_its_box_and_dates_do_not_touch(days: int, width: int) -> None:
    found = course(
        [_band(0, n / 2, 3 * n) for n in range(days)], [n // 5 for n in range(days)],
        names=[f"{n} Mar" for n in range(days)], width=width,
    )  # fmt: skip
    for path in (found.band, found.middle, found.happened):
        for x, y in re.findall(r"([\d.]+) ([\d.]+)", path):
            assert LEFT <= float(x) <= width - RIGHT + 0.1
            assert TOP - 0.1 <= float(y) <= HEIGHT + 0.1
    places = [float(tick.at) for tick in found.across]
    assert all(later - one >= 70 for one, later in itertools.pairwise(places))
    assert len(found.up) <= 7
    assert next(tick.words for tick in found.up) == "0"


def test_a_mark_stands_where_what_happened_grew() -> None:
    found = course([_band(0, 0, 0)] * 5, [1, 1, 3, 3, 4], names=list("abcde"), width=WIDE)
    assert [float(x) for x, _ in found.marks] == pytest.approx(
        [LEFT + (WIDE - LEFT - RIGHT) / 4 * n for n in (0, 2, 4)], abs=0.1
    )
    assert found.band.endswith("Z")
