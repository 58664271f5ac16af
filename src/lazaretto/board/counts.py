"""How many things stand how; shared by every page."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["note", "warning", "alarm"]
Gravity = Literal["alarm", "missed", "late", "owed", "clear"]  # gravest first
GRAVITIES: tuple[Gravity, ...] = ("alarm", "missed", "late", "owed", "clear")


@dataclass(frozen=True, slots=True)
class Counts:
    """Obligations by how they stand.

    owed: asked for now and still in time (later slots left out). late: overdue and still answerable.
    answered_late: done, after it was due.
    """

    owed: int = 0
    late: int = 0
    answered_late: int = 0
    missed: int = 0
    breaches: int = 0
    disputed: int = 0
    met: int = 0
    excused: int = 0

    @property
    def gravity(self) -> Gravity:
        """The gravest thing among them: breaches and disputes are alarms."""
        if self.breaches or self.disputed:
            return "alarm"
        if self.missed:
            return "missed"
        if self.late:
            return "late"
        return "owed" if self.owed else "clear"

    @property
    def answered(self) -> float | None:
        """The share answered or lifted of all that has come due or is owed now, 0 to 1; None of nothing."""
        done = self.met + self.excused + self.answered_late
        whole = done + self.owed + self.late + self.missed + self.disputed
        return done / whole if whole else None

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, n) + getattr(other, n) for n in self.__slots__))
