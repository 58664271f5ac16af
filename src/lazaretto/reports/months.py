"""A month of a facility or a city, day by day: the figures of its reports that are drawn as curves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lazaretto.reports.report import Report, Sheet

# Curve: the figures that it adds up, as (table, row, column); of row "*" all rows.
CURVES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "held": (("custody_layers", "*", "today"),),
    "leg1": (("legs", "leg1", "today"),),
    "leg2": (("legs", "leg2", "today"),),
    "leg3": (("legs", "leg3", "today"),),
    "came": (("custody_layers", "*", "came"),),
    "went": (("custody_layers", "*", "went"),),
    "swabbed": (("tubes", "swabbed", "count"),),
    "positive": (("tubes", "positive", "count"),),
    "uncovered": (("rounds", "*", "uncovered"),),
    "fevers": (("health", "fevers", "count"),),
    "inside": (("gate", "person", "today"),),
    "missed": (("obligations", "*", "missed"),),
    "late": (("obligations", "*", "late"), ("obligations", "*", "overdue")),
    "breaches": (("findings", "*", "breaches"),),
    "bottom_lines": (("bottom_lines", "*", "count"),),
}
# What stands together on one drawing, in reading order.
CHARTS: tuple[tuple[str, ...], ...] = (
    ("held",), ("leg1", "leg2", "leg3"), ("came", "went"), ("swabbed",), ("fevers", "positive", "uncovered"),
    ("inside",), ("missed", "late", "breaches"), ("bottom_lines",),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Month:
    """Days in a row with each curve's figure a day, and how many laws a day's figures do not keep."""

    days: tuple[date, ...]
    curves: dict[str, tuple[int, ...]]
    astray: tuple[int, ...]

    def sum(self, curve: str) -> int:
        """All days of a curve together."""
        return sum(self.curves[curve])

    def highest(self, curve: str) -> tuple[date, int] | None:
        """The first day of the highest figure; None of a month without days."""
        found = zip(self.days, self.curves[curve], strict=True)
        return max(found, key=lambda one: (one[1], -one[0].toordinal()), default=None)


def month(reports: Sequence[Report]) -> Month:
    """The curves of these reports, in order of their days."""
    ordered = sorted(reports, key=lambda report: report.day)
    return Month(
        tuple(report.day for report in ordered),
        {curve: tuple(figure(report.sheet, curve) for report in ordered) for curve in CURVES},
        tuple(len(report.astray) for report in ordered),
    )


def days_of(year: int, number: int, *, until: date) -> tuple[date, ...]:
    """The days of a month up to a day, both included."""
    first = date(year, number, 1)
    days = [first + timedelta(days=n) for n in range(31)]
    return tuple(day for day in days if day.month == number and day <= until)


def figure(sheet: Sheet, curve: str) -> int:
    """One day's figure of a curve."""
    return sum(_of(sheet, *part) for part in CURVES[curve])


def _of(sheet: Sheet, table: str, row: str, column: str) -> int:
    found = sheet.table(table)
    return found.total(column) if row == "*" else found.at(row, column)
