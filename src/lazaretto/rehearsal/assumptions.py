"""What the rehearsal invents, as values read from ``assumptions/*.yaml``: sizes, rates, dates, cited.

The bytes are read at an edge; here they only become values.
"""

from datetime import date, time
from typing import Literal

import msgspec
import yaml


class _Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The mould of every part of the file."""


class Source(_Value, frozen=True, kw_only=True):
    """Where numbers come from; ``invented`` is a source too, and says so."""

    id: str
    title: str
    locator: str


class House(_Value, frozen=True, kw_only=True):
    """A facility: its county, how many people it holds in general wings, its cells and its staff."""

    code: str
    name: str
    sort: Literal["detention_house", "lock_up", "detachment"]
    county: str
    staff: int
    men: int = 0
    women: int = 0
    minors: int = 0
    transition_cells: int = 0
    added_cells: int = 0  # turned into transition cells on the day of `cells_added`
    isolation_cells: int = 0
    quarantine_cells: int = 0  # cells of an isolation point or a transition house
    cite: str


class County(_Value, frozen=True, kw_only=True):
    """A county's path: where its people serve their legs, and how often it takes people in."""

    code: str
    isolation_point: str
    isolation_point_before: str  # until its own lock-up had been emptied
    transition_wing: str
    every_days: int
    every_days_early: int
    offset: int
    cite: str


class Rate(_Value, frozen=True, kw_only=True):
    """One number, with its unit and source."""

    id: str
    value: int
    unit: str
    cite: str
    note: str = ""


class WatchPlan(_Value, frozen=True, kw_only=True):
    """One watch of a post: when it begins, and for how many hours it lasts."""

    watch: str
    begins: time
    hours: int


class PostPlan(_Value, frozen=True, kw_only=True):
    """A post that every house has, and the tasks of the protocol that are its.

    of: one of so many of the batch's staff who may stand it is on watch at a time.
    """

    post: str
    title: str
    zone: Literal["administration", "guarded"]
    staff: tuple[Literal["leader", "officer", "medic", "gate", "kitchen", "driver"], ...]
    of: int
    watches: tuple[WatchPlan, ...]
    tasks: tuple[str, ...] = ()
    cite: str


class OfficialCount(_Value, frozen=True, kw_only=True):
    """A cumulative count of an authority, for where the daily series is not at hand."""

    region: str
    since: date
    until: date
    confirmed: int
    asymptomatic: int
    source: str


class Dates(_Value, frozen=True, kw_only=True):
    """The dated measures of the model outbreak."""

    built: date  # facilities and cells stand since then
    path_begins: date  # the first arrival who goes the whole path
    cadence_changes: date
    recorded_from: date  # earlier facts were recorded at the start of this day
    heightened: date
    testing_begins: date
    cells_added: date
    closed: date
    lock_ups_serve: date  # the last lock-ups become isolation points
    ends: date  # the first day after the rehearsal
    rounds: tuple[date, ...]
    rounds_districts: tuple[date, ...]
    cite: str


class Directive(_Value, frozen=True, kw_only=True):
    """A directive of an authority above, as it came down."""

    code: str
    title: str
    issuer: Literal["ministry", "province", "city", "county"]
    day: date
    hour: time
    cite: str


class Assumptions(_Value, frozen=True, kw_only=True):
    """Everything the rehearsal invents or takes from a publication, in one value."""

    format: Literal["lazaretto-assumptions/1"]
    id: str
    title: str
    city: str
    zone: str
    sources: tuple[Source, ...]
    dates: Dates
    houses: tuple[House, ...]
    counties: tuple[County, ...]
    rates: tuple[Rate, ...]
    districts: tuple[str, ...]
    isolating_on_site: tuple[str, ...]  # houses whose staff isolate there, because of cases in their county
    directives: tuple[Directive, ...]
    posts: tuple[PostPlan, ...]
    key_areas: tuple[str, ...]
    official_count: OfficialCount

    def rate(self, name: str) -> int:
        """The number of that name. Raises KeyError."""
        for rate in self.rates:
            if rate.id == name:
                return rate.value
        raise KeyError(name)


def read(data: bytes | str) -> Assumptions:
    """The assumptions of a YAML file. Raises ValueError (msgspec's) naming the field at fault."""
    return msgspec.convert(yaml.safe_load(data), Assumptions, strict=False)
