"""Contacts as a picture: the person in the middle, a ring a degree, a line from whom each was exposed by."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lazaretto.facts.case import Company
from lazaretto.facts.places import zone_of
from lazaretto.tracing.telling import ContactLine, Traced

RINGS, NARROW_RINGS = (150, 340, 500), (62, 122, 168)
LABEL, NARROW_LABEL = 190, 12  # room for the words outside the last ring
SHOWN = 60  # people; more are drawn as groups
_APART = 28  # along a ring: nothing to press is nearer to the next
_THICK = ((60, 1.25), (480, 2.0), (1440, 3.0), (10_080, 4.5))  # up to so many minutes, so thick


@dataclass(frozen=True, slots=True)
class Line:
    """From whom, in what company, how thick."""

    company: Company
    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Dot:
    """One contact, or several of one place, at x, y. turn: of the words, in degrees; flip: they end here."""

    x: str
    y: str
    turn: str
    flip: bool
    degree: int
    close: bool
    people: tuple[ContactLine, ...]
    where: str
    companies: tuple[Company, ...]
    minutes: int

    @property
    def one(self) -> ContactLine | None:
        """The contact, where it is a single one."""
        return self.people[0] if len(self.people) == 1 else None


@dataclass(frozen=True, slots=True)
class Graph:
    """The picture: half its width is ``half``; the person is at 0, 0."""

    half: int
    rings: tuple[int, ...]
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]
    worded: bool
    companies: tuple[Company, ...]
    box: str


def graph(traced: Traced, *, narrow: bool = False) -> Graph | None:
    """The picture of an answer; None where there is nobody."""
    if not traced.contacts:
        return None
    rings = (NARROW_RINGS if narrow else RINGS)[: max(one.degree for one in traced.contacts)]
    half = rings[-1] + (NARROW_LABEL if narrow else LABEL)
    angle: dict[str, float] = {}
    at: dict[str, tuple[float, float]] = {traced.person: (0.0, 0.0)}
    dots, lines = [], []
    crowded = len(traced.contacts) > SHOWN
    for degree, radius in enumerate(rings, 1):
        people = [one for one in traced.contacts if one.degree == degree]
        people.sort(key=lambda one: (_parent(one, angle), one.place or one.facility or "", one.person))
        groups = [[one] for one in people]
        if len(groups) > 2 * math.pi * radius / _APART or (crowded and degree == len(rings)):
            groups = _grouped(people)
        first = _first(groups, angle)
        for number, group in enumerate(groups):
            turn = 2 * math.pi * number / len(groups) + first
            x, y = radius * math.cos(turn), radius * math.sin(turn)
            for one in group:
                angle[one.person], at[one.person] = turn, (x, y)
            dots.append(_dot(group, x, y, turn))
            lines += _lines(group, at, x, y)
    used = tuple(dict.fromkeys(line.company for line in lines))
    return Graph(
        half, rings, tuple(lines), tuple(dots), not narrow, used, f"{-half} {-half} {2 * half} {2 * half}"
    )


def _parent(one: ContactLine, angle: dict[str, float]) -> float:
    """Beside whom they were exposed by, so that lines do not cross more than they must."""
    return min((angle[shared.via] for shared in one.shared if shared.via in angle), default=0.0)


def _first(groups: Sequence[Sequence[ContactLine]], angle: dict[str, float]) -> float:
    """Where a ring begins so that its dots lie, on the whole, beside those they come from."""
    off = [
        _parent(group[0], angle) - 2 * math.pi * number / len(groups)
        for number, group in enumerate(groups)
        if any(shared.via in angle for shared in group[0].shared)
    ]
    if not off:
        return -math.pi / 2
    return math.atan2(sum(map(math.sin, off)), sum(map(math.cos, off)))


def _grouped(people: Sequence[ContactLine]) -> list[list[ContactLine]]:
    """By wing, or by house where they have no bed."""
    found: dict[str, list[ContactLine]] = {}
    for one in people:
        found.setdefault(_where(one), []).append(one)
    return list(found.values())


def _where(one: ContactLine) -> str:
    return (zone_of(one.place) if one.place else None) or one.facility or ""


def _dot(group: Sequence[ContactLine], x: float, y: float, turn: float) -> Dot:
    degrees = math.degrees(turn)
    flip = 90 < degrees % 360 < 270
    companies = tuple(dict.fromkeys(shared.company for one in group for shared in one.shared))
    return Dot(
        f"{x:.1f}", f"{y:.1f}", f"{degrees + 180 if flip else degrees:.1f}", flip, group[0].degree,
        any(one.close for one in group), tuple(group), _where(group[0]), companies,
        max(one.minutes for one in group),
    )  # fmt: skip


def _lines(
    group: Sequence[ContactLine], at: dict[str, tuple[float, float]], x: float, y: float
) -> list[Line]:
    """One line a company and a dot at its other end; of a group the longest."""
    longest: dict[tuple[Company, tuple[float, float]], int] = {}
    for one in group:
        for shared in one.shared:
            if shared.via in at and shared.via is not None:
                key = (shared.company, at[shared.via])
                longest[key] = max(longest.get(key, 0), shared.minutes)
    drawn = []
    for number, ((company, (from_x, from_y)), minutes) in enumerate(longest.items()):
        bend = 14 * number  # several lines to one dot lie beside each other
        middle_x, middle_y = (from_x + x) / 2 + bend, (from_y + y) / 2 - bend
        path = f"M{from_x:.1f} {from_y:.1f}Q{middle_x:.1f} {middle_y:.1f} {x:.1f} {y:.1f}"
        drawn.append(Line(company, path, next((width for most, width in _THICK if minutes <= most), 6.0)))
    return drawn
