"""Community pressure: new cases a day in the province around, as published."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lazaretto.rehearsal.assumptions import Assumptions


@dataclass(frozen=True, slots=True, order=True)
class Pressure:
    """New cases of one day in one region, and where the number was published."""

    day: date
    new_cases: int
    region: str
    source: str


def read_pressure(data: str, *, region: str, source: str) -> tuple[Pressure, ...]:
    """The series of a CSV with the columns ``date`` and ``new``. Raises ValueError on another shape."""
    rows = csv.DictReader(io.StringIO(data))
    if not {"date", "new"} <= set(rows.fieldnames or ()):
        raise ValueError(f"the series needs the columns `date` and `new`, it has {rows.fieldnames}")
    return tuple(Pressure(date.fromisoformat(row["date"]), int(row["new"]), region, source) for row in rows)


def even_pressure(assumptions: Assumptions) -> tuple[Pressure, ...]:
    """The official count up to a day, spread evenly: for where the daily series is not at hand."""
    count = assumptions.official_count
    days = (count.until - count.since).days + 1
    total = count.confirmed + count.asymptomatic
    return tuple(
        Pressure(
            count.since + timedelta(days=n),
            total * (n + 1) // days - total * n // days,
            count.region,
            f"{count.source} (spread evenly over {days} days)",
        )
        for n in range(days)
    )


def held_back(pressure: Sequence[Pressure], day: date, *, over_days: int) -> int:
    """How heavy the last days were, in thousandths of the heaviest such stretch of the series."""
    first = day - timedelta(days=over_days)
    recent = sum(p.new_cases for p in pressure if first < p.day <= day)
    starts = [p.day for p in pressure]
    heaviest = max(
        (sum(p.new_cases for p in pressure if d <= p.day < d + timedelta(days=over_days)) for d in starts),
        default=0,
    )
    return 1000 * max(recent, 0) // heaviest if heaviest > 0 else 0
