"""The shelf as a picture: a bar for each consignment, from its arrival to the end of its rest, and now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from lazaretto.board.goods import GoodsLine, GoodsPage

_EDGE = 0.02  # of the width, so that a mark at either end is whole
_DAYS = 8  # names of days that stand beside each other without touching


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened to a consignment. x: per cent of the width; sort: ``sample`` or a result."""

    x: str
    sort: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One consignment: where its bar begins and ends, how far it is done, per cent of the width."""

    line: GoodsLine
    x: str
    width: str
    done: str
    seconds: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class ShelfPlot:
    """Every bar on one axis of time. days: (x, instant) of midnights."""

    bars: tuple[Bar, ...]
    now: str
    days: tuple[tuple[str, datetime], ...]


def plot(page: GoodsPage) -> ShelfPlot | None:
    """The picture of what is held; None of an empty shelf."""
    if not page.lines:
        return None
    first = min(line.stands.since for line in page.lines)
    last = max([page.at, *(line.stands.rests_until or page.at for line in page.lines)])
    first, last = min(first, page.at - timedelta(hours=1)), last + timedelta(hours=1)
    span = (last - first).total_seconds() * (1 + 2 * _EDGE)

    def across(moment: datetime) -> float:
        return 100 * ((moment - first).total_seconds() / span + _EDGE / (1 + 2 * _EDGE))

    return ShelfPlot(
        bars=tuple(_bar(line, page.at, across) for line in page.lines),
        now=_per_cent(across(page.at)),
        days=tuple((_per_cent(across(day)), day) for day in _midnights(first, last)),
    )


def _bar(line: GoodsLine, at: datetime, across: Callable[[datetime], float]) -> Bar:
    stands = line.stands
    end = stands.rests_until or at
    done = min(max(end, stands.since), at)
    return Bar(
        line=line, x=_per_cent(across(stands.since)),
        width=_per_cent(max(across(end) - across(stands.since), 0.5)),
        done=_per_cent(max(across(done) - across(stands.since), 0.5)),
        seconds=int((end - at).total_seconds()),
        marks=tuple(Mark(_per_cent(across(one.taken)), one.result or "awaited") for one in stands.samples),
    )  # fmt: skip


def _midnights(first: datetime, last: datetime) -> Sequence[datetime]:
    """The midnights of the active zone between two instants, every one or every so many."""
    day = timezone.localtime(first).replace(hour=0, minute=0, second=0, microsecond=0)
    found = []
    while (day := day + timedelta(days=1)) <= last:
        found.append(day)
    return found[:: -(-len(found) // _DAYS) or 1]


def _per_cent(number: float) -> str:
    return f"{number:.2f}"
