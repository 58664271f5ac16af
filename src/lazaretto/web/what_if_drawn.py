"""Which pictures an answer has: each in two widths, from the same figures as the table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from lazaretto.protocol.checks.rights import ALONE
from lazaretto.twin.answer import DOORS, Answer, Comparison, Figure
from lazaretto.web.what_if_figures import alone_days, count, name_of, plain, share
from lazaretto.web.what_if_plots import (
    NARROW,
    SHAPES,
    WIDE,
    Bars,
    Curves,
    Field,
    Forest,
    Range,
    Row,
    bars,
    curves,
    field,
    forest,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Both(Generic[T]):
    """One picture for a desk, and for a phone."""

    wide: T
    narrow: T


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of an answer. legs: None where nobody ever broke through a quarantine."""

    field: Both[Field]
    differences: Both[Forest] | None
    doors: Both[Bars]
    legs: Both[Bars] | None
    leg_numbers: tuple[int, ...]
    sizes: Both[Curves]
    cells: Both[Bars]
    swabs: Both[Bars]
    alone: Both[Bars] | None
    shapes: tuple[str, ...]


def pictures(found: Comparison, *, per: int, legs: Sequence[int], there: int | None = None) -> Pictures:
    """Every picture of a comparison. per: of how many the chances are told. there: cells of quarantine."""
    answers = tuple(enumerate(found.answers, start=1))
    shown = tuple(leg for leg in legs if any(a.by_leg[leg].high > 0 for _n, a in answers if leg in a.by_leg))
    return Pictures(
        field=_both(lambda width: field(
            [(n, _range(a.quarantine_days), _range(a.breach, per)) for n, a in answers], width=width
        )),
        differences=_differences(answers, per),
        doors=_bars([
            Row(n, name_of(n, a), str(share(a.breach, per=per)),
                tuple(a.by_door[door].value * per for door in DOORS), _range(a.breach, per))
            for n, a in answers
        ]),
        legs=_bars([_by_leg(n, a, shown, per) for n, a in answers]) if shown else None,
        leg_numbers=shown,
        sizes=_both(lambda width: _sizes(answers, per, width)),
        cells=_bars(
            [Row(n, name_of(n, a), plain(a.cells), (float(a.cells),)) for n, a in answers],
            None if there is None else (float(there), _("there: %(n)s") % {"n": plain(there)}),
        ),
        swabs=_bars([
            Row(n, name_of(n, a), str(count(a.swabs)), (a.swabs.value,), _range(a.swabs)) for n, a in answers
        ]),
        alone=_alone(answers),
        shapes=SHAPES,
    )  # fmt: skip


def _both(draw: Callable[[int], T]) -> Both[T]:
    return Both(draw(WIDE), draw(NARROW))


def _bars(rows: Sequence[Row], limit: tuple[float, str] | None = None) -> Both[Bars]:
    return _both(lambda width: bars(rows, width=width, limit=limit))


def _differences(answers: Sequence[tuple[int, Answer]], per: int) -> Both[Forest] | None:
    rows = [
        (n, name_of(n, a), str(share(a.fewer_breaches, per=per)), _range(a.fewer_breaches, per))
        for n, a in answers
        if a.fewer_breaches is not None
    ]
    return _both(lambda width: forest(rows, width=width)) if rows else None


def _by_leg(number: int, answer: Answer, legs: Sequence[int], per: int) -> Row:
    parts = [answer.by_leg.get(leg, Figure(0.0, 0.0, 0.0)) for leg in legs]
    door = answer.by_door["arrival"]
    said = str(share(door, per=per))
    return Row(
        number, name_of(number, answer), said, tuple(part.value * per for part in parts), _range(door, per)
    )


def _sizes(answers: Sequence[tuple[int, Answer]], per: int, width: int) -> Curves:
    sizes = sorted(answers[0][1].sizes)
    last = log(sizes[-1]) or 1.0
    return curves(
        [(n, [_range(a.sizes[size], per) for size in sizes]) for n, a in answers],
        names=[f"≥ {size}" if width == WIDE else str(size) for size in sizes],
        width=width, spaced=[log(size) / last for size in sizes],
    )  # fmt: skip


def _alone(answers: Sequence[tuple[int, Answer]]) -> Both[Bars] | None:
    days = {n: alone_days(a) for n, a in answers}
    if not any(days.values()):
        return None
    rows = [
        Row(n, name_of(n, a), _("%(days)s d × %(people)s") % said, (float(days[n]),))
        for n, a in answers
        for said in [{"days": days[n], "people": plain(a.alone_people)}]
    ]
    return _bars(rows, limit=(float(ALONE.value), _("%(days)s days") % {"days": ALONE.value}))


def _range(figure: Figure, per: float = 1.0) -> Range:
    return Range(figure.value * per, figure.low * per, figure.high * per)
