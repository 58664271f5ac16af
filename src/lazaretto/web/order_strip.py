"""The path of an order drawn to scale: legs as bars on one line of days, with tests, restarts and today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lazaretto.board.order_page import OrderPage, PathLeg
from lazaretto.facts.periods import local_day

WIDTH = 1200
MARGIN = 12
OPEN_ENDED = 5  # days that a leg without an end is drawn long


@dataclass(frozen=True, slots=True)
class Bar:
    """One leg. x, width: of the picture. lost: how wide the part before day 0 is, which no longer counts."""

    leg: PathLeg
    x: float
    width: float
    lost: float
    first: date
    last: date | None

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Tick:
    """Something on a day: a test, a restart, a review, a computed end that an order moved."""

    x: float
    kind: str
    day: date


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole path. today: where the day of the page is, None where it lies outside."""

    width: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    today: float | None


def picture(page: OrderPage) -> Picture | None:
    """The legs that began or are expected, from the first day to the last; None where there is none."""
    stretches = [(leg, *days) for leg in page.path if (days := _days(leg, page)) is not None]
    if not stretches:
        return None
    ends = [last or first + timedelta(days=OPEN_ENDED) for _, first, last in stretches]
    start, end = min(first for _, first, _ in stretches), max(ends)
    scale = (WIDTH - 2 * MARGIN) / max(1, (end - start).days)

    def at(day: date) -> float:
        return round(MARGIN + (day - start).days * scale, 1)

    bars = tuple(
        Bar(
            leg=leg, x=at(first), width=round(max(at(drawn) - at(first), 3), 1), first=first, last=last,
            lost=round(max(at(_zero(leg, page, first)) - at(first), 0), 1),
        )
        for (leg, first, last), drawn in zip(stretches, ends, strict=True)
    )  # fmt: skip
    today = local_day(page.at, zone=page.zone)
    found = [Tick(at(day), kind, day) for kind, day in _marks(page) if start <= day <= end]
    return Picture(WIDTH, bars, tuple(found), at(today) if start <= today <= end else None)


def _days(leg: PathLeg, page: OrderPage) -> tuple[date, date | None] | None:
    """The first day of a leg and the day on which it ends, as it was or as it is expected."""
    if leg.began is None:
        return (leg.first, leg.last) if leg.first is not None else None
    ends: datetime | None = leg.ended or (leg.clock.ends if leg.clock else None)
    last = local_day(ends, zone=page.zone) if ends else None
    if leg.stage == "running" and last is not None:
        last = max(last, local_day(page.at, zone=page.zone))  # overdue: it goes on until somebody signs
    return local_day(leg.began, zone=page.zone), last


def _zero(leg: PathLeg, page: OrderPage, first: date) -> date:
    return local_day(leg.clock.zero, zone=page.zone) if leg.clock else first


def _marks(page: OrderPage) -> Iterator[tuple[str, date]]:
    for leg in page.path:
        for swab in leg.swabs:
            yield f"swab-{swab.state}", swab.on
        for turn in leg.turns:
            yield "turn", local_day(turn.at, zone=page.zone)
        clock = leg.clock
        if clock is not None and clock.ordered and clock.computed and clock.ordered != clock.computed:
            yield "computed", local_day(clock.computed, zone=page.zone)
    for review in page.reviews:
        yield "review", local_day(review.at, zone=page.zone)
    if page.review_on is not None and page.live:
        yield "review-next", page.review_on
