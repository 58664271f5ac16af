"""The loop as a wheel: phases as arcs in proportion to their days, each batch where it is today."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from lazaretto.board.loop_page import Batch
from lazaretto.protocol.document import Pattern

SIZE = 340  # the box; a phone shows it as wide as its column
CENTRE = SIZE / 2
OUTER, INNER, SPOTS = 166.0, 114.0, 82.0  # radii: of the ring, and of the batches within
CLOSE = 0.5  # radians between two batches from which on they stand side by side
NEARER = 40.0  # how far a batch moves in, to stand beside another
BEHIND = 0.5  # of a day: a batch stands in the middle of its day


@dataclass(frozen=True, slots=True)
class Arc:
    """One phase: its outline, where its letter stands, and the marks between its days."""

    phase: str
    days: int
    path: str
    x: str
    y: str
    ticks: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One batch on the wheel; spoke: from it to the ring."""

    batch: Batch
    x: str
    y: str
    spoke: str


@dataclass(frozen=True, slots=True)
class Wheel:
    """The picture. A batch in a phase that the pattern has not stands beside it, in the list only."""

    size: int
    arcs: tuple[Arc, ...]
    spots: tuple[Spot, ...]


def wheel(pattern: Pattern | None, batches: Sequence[Batch]) -> Wheel | None:
    """The picture of a pattern, clockwise from the top; None where no pattern is worked."""
    if pattern is None:
        return None
    total = sum(phase.days for phase in pattern.phases)
    begins: dict[str, int] = {}
    arcs, day = [], 0
    for phase in pattern.phases:
        begins.setdefault(phase.phase, day)
        arcs.append(_arc(phase.phase, day, phase.days, total))
        day += phase.days
    days: dict[str, int] = {phase.phase: phase.days for phase in pattern.phases}
    spots: list[tuple[float, Batch]] = []
    for batch in batches:
        if batch.phase in begins:
            served = min(max(batch.day, 1), days[batch.phase]) - BEHIND
            spots.append((2 * pi * (begins[batch.phase] + served) / total, batch))
    return Wheel(SIZE, tuple(arcs), tuple(_apart(spots)))


def _arc(phase: str, begins: int, days: int, total: int) -> Arc:
    start, end = 2 * pi * begins / total, 2 * pi * (begins + days) / total
    large = int(end - start > pi)
    outline = (
        f"M{_at(start, OUTER)}A{OUTER} {OUTER} 0 {large} 1 {_at(end, OUTER)}"
        f"L{_at(end, INNER)}A{INNER} {INNER} 0 {large} 0 {_at(start, INNER)}Z"
    )
    middle = _point((start + end) / 2, (OUTER + INNER) / 2)
    marks = [2 * pi * (begins + n) / total for n in range(1, days)]
    ticks = "".join(f"M{_at(angle, INNER)}L{_at(angle, INNER + 8)}" for angle in marks)
    return Arc(phase, days, outline, f"{middle[0]:.1f}", f"{middle[1]:.1f}", ticks)


def _apart(spots: Sequence[tuple[float, Batch]]) -> list[Spot]:
    """Batches that would lie on each other stand one within the other."""
    found: list[Spot] = []
    last, radius = -2 * pi, SPOTS
    for angle, batch in sorted(spots, key=lambda spot: spot[0]):
        radius = SPOTS - NEARER if angle - last < CLOSE and radius == SPOTS else SPOTS
        x, y = _point(angle, radius)
        found.append(Spot(batch, f"{x:.1f}", f"{y:.1f}", f"M{_at(angle, radius)}L{_at(angle, INNER)}"))
        last = angle
    return found


def _point(angle: float, radius: float) -> tuple[float, float]:
    return CENTRE + radius * sin(angle), CENTRE - radius * cos(angle)


def _at(angle: float, radius: float) -> str:
    x, y = _point(angle, radius)
    return f"{x:.1f} {y:.1f}"
