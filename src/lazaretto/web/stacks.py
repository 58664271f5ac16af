"""The strength of the days ahead as a picture: a bar a day, its states stacked, the need as a line."""

from collections.abc import Sequence
from dataclasses import dataclass

from lazaretto.obligations.manning import STATES, Day, State

WIDE, NARROW = 960, 320  # the box on a desk, and on a phone
HEIGHT = 220
_LINES = 6  # at most, to read people off
_GAP = 0.15  # of a day's width, left free between two bars


@dataclass(frozen=True, slots=True)
class Block:
    """Those of one state on one day, as a rectangle."""

    state: State
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Stack:
    """The days in a box ``width`` across.

    blocks: from the foot up in the order of the states. need: a path in steps, empty where no post is set.
    short: x and width of the days on which something is lacking. lines: (y, people). days: (x, number) of
    the days that are named below.
    """

    width: int
    blocks: tuple[Block, ...]
    need: str
    short: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, int], ...]
    days: tuple[tuple[str, int], ...]


def stack(days: Sequence[Day], *, width: int = WIDE) -> Stack:
    """The picture of some days in a row; of at least one."""
    top = max(1, *(day.strength for day in days), *(day.needed or 0 for day in days))
    step = width / len(days)
    blocks: list[Block] = []
    for number, day in enumerate(days):
        foot = 0
        for state in STATES:
            many = day.count(state)
            if many:
                blocks.append(
                    Block(
                        state=state, x=f"{step * (number + _GAP / 2):.1f}", y=_down(foot + many, top),
                        width=f"{step * (1 - _GAP):.1f}", height=f"{HEIGHT * many / top:.1f}",
                    )
                )  # fmt: skip
                foot += many
    every = -(-top // _LINES)
    named = -(-len(days) // (8 if width > NARROW else 4))
    return Stack(
        width=width, blocks=tuple(blocks), need=_need(days, step, top),
        short=tuple((f"{step * n:.1f}", f"{step:.1f}") for n, day in enumerate(days) if day.short),
        lines=tuple((_down(people, top), people) for people in range(0, top + 1, every)),
        days=tuple((f"{step * n:.1f}", n) for n in range(0, len(days), named)),
    )  # fmt: skip


def _need(days: Sequence[Day], step: float, top: int) -> str:
    steps = [
        f"M{step * n:.1f} {_down(day.needed, top)}H{step * (n + 1):.1f}"
        for n, day in enumerate(days)
        if day.needed is not None
    ]
    return "".join(steps)


def _down(people: int, top: int) -> str:
    return f"{HEIGHT * (1 - people / top):.1f}"
