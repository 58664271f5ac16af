"""Who and what the city is made of, as it stands at the moment of the rehearsal. The only mutable values."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from lazaretto.facts.command import Level, Use
from lazaretto.facts.custody import Sex
from lazaretto.facts.duty import Phase
from lazaretto.protocol.document import Leg
from lazaretto.rehearsal.assumptions import County

Kin = Literal["men", "women", "minors"]  # who may share a cell
Post = Literal["leader", "officer", "medic", "gate", "kitchen", "driver"]


@dataclass(slots=True)
class Cell:
    """A cell and who has a bed in it, in order of arrival."""

    place: str
    use: Use
    capacity: int
    kin: Kin
    beds: dict[str, "Person"] = field(default_factory=dict)
    kept: bool = False  # reserved for people under way
    closed_on: date | None = None  # the last day on which it had people: rests until the next
    soiled: bool = False  # people left, and nobody has disinfected it since
    passed_over: bool = False  # soiled, and taken for clean
    mended_until: date | None = None  # out of use until that day
    promised: set[str] = field(default_factory=set)  # for whom a bed is kept

    @property
    def filled(self) -> int:
        """Beds that are taken or promised."""
        return len(self.beds) + len(self.promised)

    def out_of_use(self, day: date) -> bool:
        """True while it is mended."""
        return self.mended_until is not None and day <= self.mended_until


@dataclass(slots=True)
class Person:
    """Somebody in custody."""

    code: str
    name: str
    sex: Sex
    kin: Kin
    born: date
    county: str
    home: str  # the house of the general wing
    cell: Cell
    case_group: str | None = None
    order: str | None = None
    layer: int = 0  # running leg; 0: none
    since: date | None = None  # day 0 of the running leg
    cohort: str | None = None
    came: date | None = None  # into custody
    out: bool = False  # hospital or court
    isolated: bool = False
    released: bool = False
    on_the_road: bool = False
    apart_from: str | None = None  # whom they must not share a cell with
    place: Cell | None = None  # where a bed is kept for them

    @property
    def present(self) -> bool:
        """In a cell now."""
        return not (self.out or self.released or self.on_the_road)


@dataclass(slots=True)
class Officer:
    """A member of staff."""

    code: str
    name: str
    sex: Sex
    post: Post
    house: str
    batch: int
    phase: Phase = "ordinary"
    since: date | None = None
    zone: Literal["administration", "guarded"] | None = None


@dataclass(slots=True)
class House:
    """A facility with its cells and its staff."""

    code: str
    county: str
    level: Level = "routine"
    cells: dict[str, Cell] = field(default_factory=dict)
    key_areas: list[str] = field(default_factory=list)
    staff: list[Officer] = field(default_factory=list)

    def people(self) -> list[Person]:
        """Everybody who has a bed here, cell by cell."""
        return [person for cell in self.cells.values() for person in cell.beds.values()]

    def working(self, phase: Phase) -> list[Officer]:
        """The staff in one phase of the loop."""
        return [officer for officer in self.staff if officer.phase == phase]

    def on_duty(self, *posts: Post) -> Officer:
        """The first of the staff inside, of certain posts if given; anyone where nobody is inside."""
        inside = [o for o in self.staff if o.phase == "A"] or self.staff
        return next((o for o in inside if not posts or o.post in posts), inside[0])

    def leader(self) -> Officer:
        """The responsible leader."""
        return self.staff[0]


@dataclass(slots=True)
class Cohort:
    """Those who came to a cell on the same day and go the path together. ``turn`` grows with a restart."""

    code: str
    county: County
    members: list[Person]
    leg: Leg
    house: House
    cell: Cell
    day: date  # day 0
    turn: int = 0

    def there(self) -> list[Person]:
        """Those who are still in its leg."""
        return [p for p in self.members if p.cohort == self.code and p.layer and not p.released]
