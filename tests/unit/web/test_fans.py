"""The fan as a picture: inside its box, wider bands around narrower ones, the days there are."""

import re
from datetime import UTC, date, datetime

from lazaretto.actions.open_capacity import CapacityPage
from lazaretto.board.capacity import Intake
from lazaretto.board.houses import House
from lazaretto.placement.forecasting import DayAhead, Forecast
from lazaretto.web.fans import HEIGHT, NARROW, WIDE, fan
from lazaretto.web.templatetags.capacity import figure, per_cent

AT = datetime(2022, 3, 15, tzinfo=UTC)
HOUSE = House(0, "QZ-D", "秦州区看守所", "detention_house", "QZ", "TS", "Asia/Shanghai")
INTAKE = Intake(
    today=date(2022, 3, 15), use="transition", layer=3, has=4, withdrawn=0, capacity=8, in_use=(),
    since=None, days=20, groups=(), leg=14, refusal=0.01, window=0, document=None, version=None,
)  # fmt: skip


def page(*days: DayAhead) -> CapacityPage:
    forecast = Forecast("same_day_cohorts", 6, 0.2, 0.3, 0.1, 0.5, 0.4, 5.6, 11, days) if days else None
    return CapacityPage(
        house=HOUSE, at=AT, known_at=AT, intake=INTAKE, refusal=0.01, ahead=len(days), times=1.0, leg=14,
        forecast=forecast, lacking=None if forecast else "arrivals",
    )  # fmt: skip


DAYS = tuple(DayAhead(n + 1, 2 - n // 2, (2, 3, 4, 5, 6, 9), 0.1) for n in range(4))


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", path)]


def test_everything_lies_in_the_box() -> None:
    for width in (WIDE, NARROW):
        drawn = fan(page(*DAYS), width=width)
        assert drawn is not None
        for path in (*drawn.bands, drawn.middle, drawn.known):
            assert all(0 <= x <= width and 0 <= y <= HEIGHT for x, y in points(path))
        assert drawn.days[0][1] == 1


def test_each_band_lies_within_the_one_before_it() -> None:
    drawn = fan(page(*DAYS))
    assert drawn is not None
    tops = [min(y for _x, y in points(path)) for path in drawn.bands]
    feet = [max(y for _x, y in points(path)) for path in drawn.bands]
    assert tops == sorted(tops)
    assert feet == sorted(feet, reverse=True)
    assert float(drawn.has) == round(HEIGHT * (1 - 4 / 10), 1)


def test_without_a_forecast_there_is_no_picture() -> None:
    assert fan(page()) is None
    assert page().short == 0
    assert page(*DAYS).short == 2
    assert page(*DAYS).day(1) == date(2022, 3, 16)


def test_a_share_is_never_rounded_to_never_or_always() -> None:
    shares = (0, 0.0001, 0.0123, 0.9999, 1)
    assert [per_cent(share) for share in shares] == ["0.0 %", "< 0.1 %", "1.2 %", "> 99.9 %", "100.0 %"]
    assert (figure(0.294), figure(58.2)) == ("0.29", "58.2")
