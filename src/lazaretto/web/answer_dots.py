"""How fast a shift answered as a picture: a dot a roll-call on one axis of minutes, alike ones stacked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lazaretto.board.roll_call_history import ShiftHistory
from lazaretto.board.roll_call_view import CallShown

WIDTH, HEIGHT = 320, 60  # the box; it is drawn as wide as there is room
_FOOT = 44  # where the axis lies
_APART = 9  # from one dot to the next above it
_EDGE = 8  # so that a dot at either end is whole
_SHORTEST = 12  # minutes an axis has at least, so that a quick house is not drawn as a slow one
_HIGH = 4  # dots on each other; whatever is more stands on the top one


@dataclass(frozen=True, slots=True)
class Dot:
    """One roll-call at ``x``, ``y``. kind: ``met``, ``late``, ``disputed`` (counts differ) or ``breach``."""

    x: str
    y: str
    kind: str
    call: CallShown


@dataclass(frozen=True, slots=True)
class Dots:
    """A shift's answers in a box. middle, limit: where the middle answer and the limit stand; None: none."""

    width: int
    height: int
    foot: int
    dots: tuple[Dot, ...]
    middle: str | None
    limit: str | None
    marks: tuple[tuple[str, int], ...]


def axis_of(shifts: Sequence[ShiftHistory], *, limit: int | None) -> int:
    """The minutes at the right end: the same for all that stand below each other."""
    slowest = max((shift.slowest or 0 for shift in shifts), default=0)
    return max(slowest, limit or 0, _SHORTEST - 2) + 2


def dotted(shift: ShiftHistory, *, axis: int, limit: int | None) -> Dots | None:
    """The picture of a shift; None where it never answered."""
    answered = sorted(
        (call for call in shift.calls if call.minutes is not None), key=lambda call: call.minutes or 0
    )
    if not answered:
        return None
    stacked: Counter[int] = Counter()
    dots = []
    for call in answered:
        minutes = call.minutes or 0
        up = min(stacked[minutes], _HIGH - 1)
        stacked[minutes] += 1
        dots.append(Dot(_at(minutes, axis), str(_FOOT - _EDGE - up * _APART), kind_of(call), call))
    every = max(5, -(-axis // 5 // 5) * 5)
    return Dots(
        width=WIDTH, height=HEIGHT, foot=_FOOT, dots=tuple(dots),
        middle=None if shift.middle is None else _at(shift.middle, axis),
        limit=None if limit is None else _at(limit, axis),
        marks=tuple((_at(minute, axis), minute) for minute in range(0, axis, every)),
    )  # fmt: skip


def kind_of(call: CallShown) -> str:
    """How a call is drawn: what was found first, then what differed, then how long it took."""
    if call.state == "found":
        return "breach"
    if call.differs:
        return "disputed"
    return "late" if call.late else "met"


def _at(minutes: float, axis: int) -> str:
    return f"{_EDGE + (WIDTH - 2 * _EDGE) * minutes / axis:.1f}"
