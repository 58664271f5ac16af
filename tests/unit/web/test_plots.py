"""The curve fills its box: fitted to the readings and to the fever limit, never to a fixed range."""

from datetime import timedelta
from uuid import UUID

from lazaretto.board.timeline import FeverLimit, Temperature
from lazaretto.protocol.document import Text
from lazaretto.web.plots import HEIGHT, NARROW, WIDE, chart
from tests.stating import moment

LIMIT = FeverLimit(373, Text(zh_hans="限", zh_hant="限", en="limit"), "hygiene.fever")


def readings(*tenths: int) -> list[Temperature]:
    start = moment("03-15 07:00")
    return [Temperature(start + timedelta(days=n), t, t >= 373, UUID(int=n)) for n, t in enumerate(tenths)]


def test_the_box_ends_where_the_readings_and_the_limit_do() -> None:
    drawn = chart(readings(361, 366, 364), fever=LIMIT)
    assert drawn is not None
    assert [tenths for _, tenths in drawn.lines] == [360, 365, 370, 375]
    assert (drawn.lines[0][0], drawn.lines[-1][0]) == (f"{HEIGHT:.1f}", "0.0")
    assert drawn.limit is not None
    assert 0 < float(drawn.limit[0]) < HEIGHT / 4


def test_every_reading_lies_in_the_box_however_high() -> None:
    drawn = chart(readings(352, 366, 418), fever=LIMIT, width=NARROW)
    assert drawn is not None
    assert all(0 <= float(p.y) <= HEIGHT and 0 <= float(p.x) <= NARROW for p in drawn.points)
    assert len(drawn.lines) <= 9


def test_without_a_limit_in_force_no_line_is_drawn() -> None:
    drawn = chart(readings(365, 365), fever=None)
    assert drawn is not None
    assert (drawn.limit, drawn.width, [t for _, t in drawn.lines]) == (None, WIDE, [365, 370])


def test_one_reading_is_no_curve() -> None:
    assert chart(readings(365), fever=LIMIT) is None
