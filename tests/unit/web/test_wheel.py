"""The loop as a wheel: arcs in proportion to days, batches on their day."""

from datetime import date
from math import atan2, hypot, pi

import pytest

from lazaretto.board.loop_page import Batch
from lazaretto.protocol.document import Pattern, Phase, Text
from lazaretto.web.wheel import CENTRE, INNER, SPOTS, wheel

WORDS = Text(zh_hans="文", zh_hant="文", en="Text")


def pattern(*phases: tuple[str, int]) -> Pattern:
    return Pattern(
        id="p", title=WORDS, levels=(), cite=(),
        phases=tuple(Phase(phase=name, place=WORDS, days=days) for name, days in phases),  # type: ignore[arg-type]
    )  # fmt: skip


def batch(phase: str, day: int, *, code: str = "1") -> Batch:
    on = date(2022, 3, 15)
    return Batch(phase, code, ("P1", "P2"), on, day, 7, on, "A", {}, ())


def angle(x: str, y: str) -> float:
    """Radians clockwise from the top."""
    return atan2(float(x) - CENTRE, CENTRE - float(y)) % (2 * pi)


def test_no_pattern_no_wheel() -> None:
    assert wheel(None, [batch("A", 1)]) is None


def test_an_arc_is_as_long_as_its_days() -> None:
    found = wheel(pattern(("A", 14), ("C", 7), ("B", 7)), [])
    assert found is not None
    assert [(arc.phase, arc.days) for arc in found.arcs] == [("A", 14), ("C", 7), ("B", 7)]
    middles = [angle(arc.x, arc.y) for arc in found.arcs]
    assert middles == pytest.approx([pi / 2, 1.25 * pi, 1.75 * pi], abs=0.01)
    assert [arc.ticks.count("M") for arc in found.arcs] == [13, 6, 6]


@pytest.mark.parametrize(("day", "turned"), [(1, 0.5 / 21), (7, 6.5 / 21), (9, 6.5 / 21)])
def test_a_batch_stands_in_the_middle_of_its_day_and_waits_at_the_last(day: int, turned: float) -> None:
    found = wheel(pattern(("A", 7), ("C", 7), ("B", 7)), [batch("A", day)])
    assert found is not None
    assert angle(found.spots[0].x, found.spots[0].y) == pytest.approx(2 * pi * turned, abs=0.01)


def test_batches_of_one_day_do_not_lie_on_each_other() -> None:
    found = wheel(pattern(("A", 7), ("B", 7)), [batch("A", 3), batch("A", 3, code="2")])
    assert found is not None
    far = [hypot(float(s.x) - CENTRE, float(s.y) - CENTRE) for s in found.spots]
    assert max(far) == pytest.approx(SPOTS, abs=0.1)
    assert abs(far[0] - far[1]) > 36
    assert max(far) < INNER


def test_a_batch_in_a_phase_that_the_pattern_has_not_stands_beside_it() -> None:
    found = wheel(pattern(("A", 7), ("B", 7)), [batch("C", 3)])
    assert found is not None
    assert found.spots == ()
