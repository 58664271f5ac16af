"""How many are inside on each day to come, without an order and with it, as two lines of steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lazaretto.board.pattern_page import PatternPage

WIDE, NARROW = 960, 320  # the box on a desk, and on a phone
HEIGHT = 160
_LINES = 5  # at most, to read people off


@dataclass(frozen=True, slots=True)
class Steps:
    """The days in a box ``width`` across. need: y of the people needed, None where no post is set.

    lines: (y, people). days: (x, day) of the days that are named below. begins: x of the order's first day.
    """

    width: int
    before: str
    after: str
    need: str | None
    lines: tuple[tuple[str, int], ...]
    days: tuple[tuple[str, date], ...]
    begins: str | None


def steps(page: PatternPage, *, width: int = WIDE) -> Steps | None:
    """The picture of a preview; None where nothing was chosen."""
    if not page.days:
        return None
    days = page.days
    top = max(page.need or 0, *(max(day.before, day.after) for day in days), 1) + 1
    step, named = -(-top // _LINES), -(-len(days) // (7 if width > NARROW else 4))

    def across(number: int) -> str:
        return f"{width * number / len(days):.1f}"

    def down(people: int) -> str:
        return f"{HEIGHT * (1 - people / top):.1f}"

    def line(values: Sequence[int]) -> str:
        return "M" + "L".join(
            f"{across(n)} {down(value)}L{across(n + 1)} {down(value)}" for n, value in enumerate(values)
        )

    begins = (page.first - days[0].day).days
    return Steps(
        width=width, before=line([day.before for day in days]), after=line([day.after for day in days]),
        need=down(page.need) if page.need is not None else None,
        lines=tuple((down(people), people) for people in range(0, top + 1, step)),
        days=tuple((across(n), days[n].day) for n in range(0, len(days), named)),
        begins=across(begins) if 0 <= begins < len(days) else None,
    )  # fmt: skip
