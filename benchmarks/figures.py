"""A figure beside its goal and its peer, and the table of them."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

RESULTS = Path(__file__).with_name("results.json")
_HEADS = ("figure", "value", "unit", "goal", "", "peer or limit", "its value", "ratio")


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One measured figure. ``goal``: ``<= 50`` or ``>= 0.25``, of the value or (``of_ratio``) of the ratio.

    ratio = value ÷ peer_value, in the same unit: of a time the smaller, of a rate the greater is better.
    """

    name: str
    value: float
    unit: str
    goal: str | None = None
    peer: str | None = None
    peer_value: float | None = None
    ratio: float | None = None
    of_ratio: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None where there is none."""
        if self.goal is None:
            return None
        sign, bound = self.goal.split()
        measured = self.ratio if self.of_ratio and self.ratio is not None else self.value
        return measured <= float(bound) if sign == "<=" else measured >= float(bound)


def figure(
    name: str, value: float, unit: str, *, goal: str | None = None, peer: str | None = None,
    peer_value: float | None = None, of_ratio: bool = False,
) -> Figure:  # fmt: skip
    """A figure with its ratio to the peer worked out."""
    return Figure(
        name=name, value=_short(value), unit=unit, goal=goal, peer=peer, of_ratio=of_ratio,
        peer_value=None if peer_value is None else _short(peer_value),
        ratio=_short(value / peer_value) if peer_value else None,
    )  # fmt: skip


def seconds_of(act: Callable[[], object], *, times: int = 5) -> float:
    """The median of several runs of an act, in seconds of this process's processor time.

    What runs in one thread and asks nobody else takes that long on the clock of an idle core; the
    clock of a shared machine would measure the neighbours as well.
    """
    taken = []
    for _ in range(times):
        began = time.process_time()
        act()
        taken.append(time.process_time() - began)
    return statistics.median(taken)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def write(figures: Sequence[Figure], *, path: Path = RESULTS) -> None:
    """Write figures as JSON; rows of names measured before and not now are kept, and every row its place."""
    fresh = [
        {name: getattr(f, name) for name in Figure.__struct_fields__ if name != "of_ratio"} for f in figures
    ]
    before = json.loads(path.read_text()) if path.exists() else []
    rows = {row["name"]: row for row in (*before, *fresh)}
    path.write_text(json.dumps(list(rows.values()), indent=1, ensure_ascii=False) + "\n")


def table(figures: Sequence[Figure]) -> str:
    """The figures as one table of plain text."""
    rows = [_HEADS, *(_row(f) for f in figures)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(_HEADS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in [lines[0], "-" * len(lines[0]), *lines[1:]])


def _row(f: Figure) -> tuple[str, ...]:
    goal = (f.goal or "") + (" of the peer" if f.of_ratio and f.goal else "")
    met = {None: "", True: "met", False: "MISSED"}[f.met]
    return (
        f.name, f"{f.value:,}", f.unit, goal, met, f.peer or "",
        "" if f.peer_value is None else f"{f.peer_value:,}", "" if f.ratio is None else f"{f.ratio:,}",
    )  # fmt: skip


def _short(value: float) -> float:
    """Three significant digits, whole above a hundred."""
    return float(round(value)) if abs(value) >= 100 else float(f"{value:.3g}")
