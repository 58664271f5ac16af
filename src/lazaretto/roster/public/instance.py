"""What an instance of the public staff-rostering format (Curtois & Qu 2014) says, as values.

The format's rules: https://www.schedulingbenchmarks.org/nrp/instances1_24.html
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in a line (from 1; 0: in the file as a whole). rule: a code; word: what stood there.

    Codes: no_section, columns, number, pair, strange_person, strange_shift, strange_day, twice, missing.
    """

    line: int
    rule: str
    word: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A kind of shift. minutes: its length; not_before: shifts that must not be worked on the next day."""

    name: str
    minutes: int
    not_before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """One row of staff. most: shift → how many at most; minutes, runs and weekends as the format has them."""

    name: str
    most: dict[str, int]
    most_minutes: int
    least_minutes: int
    longest_run: int
    shortest_run: int
    shortest_rest: int
    most_weekends: int


@dataclass(frozen=True, slots=True)
class Wish:
    """A shift that somebody would like, or would like not, on a day, and the price of not heeding it."""

    person: str
    day: int
    shift: str
    price: int


@dataclass(frozen=True, slots=True)
class Cover:
    """How many are needed on a day for a shift; prices of each one under and over."""

    day: int
    shift: str
    need: int
    under: int
    over: int


@dataclass(slots=True)
class Instance:
    """What a file says. days: the horizon, from a Monday; off: (person, day) on which they must be free."""

    days: int = 0
    shifts: list[Shift] = field(default_factory=list)
    staff: list[Person] = field(default_factory=list)
    off: set[tuple[str, int]] = field(default_factory=set)
    wanted: list[Wish] = field(default_factory=list)
    unwanted: list[Wish] = field(default_factory=list)
    cover: list[Cover] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """The names of the shifts, in the file's order."""
        return [shift.name for shift in self.shifts]

    @property
    def people(self) -> list[str]:
        """The names of the staff, in the file's order."""
        return [person.name for person in self.staff]
