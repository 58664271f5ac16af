"""The seeded human errors, as one literal table, and what each must come out as."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Slip:
    """One error somebody will make: what, on which day, in which facility."""

    kind: str
    day: date
    house: str


@dataclass(frozen=True, slots=True)
class Seeded:
    """An error that was made, and the findings it must come out as: (rule, subject) pairs.

    Findings lie in ``[since, until)``; by ``until`` all of them can be seen.
    """

    kind: str
    facility: str
    since: datetime
    until: datetime
    words: str
    expects: tuple[tuple[str, str], ...]


def _march(day: int) -> date:
    return date(2022, 3, day)


SLIPS: tuple[Slip, ...] = (
    Slip("missed_temperature", _march(12), "QZ-D"),
)  # fmt: skip


class Slips:
    """The slips still to be made, and the errors that were made."""

    def __init__(self, table: tuple[Slip, ...] = SLIPS) -> None:
        self._ahead = list(table)
        self.made: list[Seeded] = []

    def take(self, kind: str, house: str, day: date) -> Slip | None:
        """The next slip of that kind for a house and day; it is made once."""
        for number, slip in enumerate(self._ahead):
            if (slip.kind, slip.house, slip.day) == (kind, house, day):
                return self._ahead.pop(number)
        return None

    def ahead(self) -> Iterator[Slip]:
        """Slips nobody has made yet."""
        return iter(self._ahead)

    def seed(self, seeded: Seeded) -> None:
        """Note an error that was made."""
        self.made.append(seeded)
