"""What a query may ask, as checked values: the instant to look at, which rows, how many."""

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import AwareDatetime, Field

from lazaretto.api.shapes import StatusName
from lazaretto.board.entries import Sort
from lazaretto.facts.case import Company

Person = Field(None, max_length=40, description="One person, place or thing, by its number.")
Facility = Field(None, max_length=24, description="One facility; left out: every one in scope.")
Clause = Field(None, max_length=64, description="One clause of the protocol.")


class When(Schema):
    """The instant to look at."""

    at: AwareDatetime | None = Field(
        None, description="The instant to look at, as known then. Left out: now."
    )
    known_at: AwareDatetime | None = Field(None, description="As known at this instant instead.")

    def when(self) -> dict[str, Any]:
        """The two instants, as the actions take them."""
        return {"at": self.at, "known_at": self.known_at}


class OfHouse(Schema):
    """Of which house."""

    facility: str = Field(description="The facility's code.", max_length=24)


class PoolQuestion(When):
    """What the planner of pools is asked; left out: as assumed, the prevalence as it was found."""

    prevalence: float | None = Field(None, ge=0, le=1, description="Share of people infected.")
    attack: float | None = Field(None, ge=0, le=1, description="Share of an infected cell; 0: independent.")
    sensitivity: float | None = Field(None, ge=0, le=1, description="Of a tube.")
    specificity: float | None = Field(None, ge=0, le=1, description="Of a tube.")
    turnaround: float | None = Field(None, ge=0, le=240, description="Hours at the laboratory.")
    retest: float | None = Field(None, ge=0, le=240, description="Hours until the single results.")
    sampled: float | None = Field(None, ge=1, le=100_000, description="People swabbed an hour.")
    tested: float | None = Field(None, ge=1, le=100_000, description="Tubes tested an hour.")
    tubes: int | None = Field(None, ge=0, le=10_000_000, description="Tubes in stock; left out: enough.")

    def typed(self) -> dict[str, float | None]:
        """The numbers, as the planner takes them."""
        return {name: value for name, value in self.dict().items() if name not in ("at", "known_at")}


class EntrySort(When):
    """Which requests for entry."""

    sort: Sort | None = Field(None, description="How they stand; left out: however they do.")


class Days(When):
    """Some local days, both ends included; left out: the last seven. 92 at most."""

    first: date | None = Field(None, description="The first day.")
    last: date | None = Field(None, description="The last day; left out: today.")


class LogDay(When):
    """Of which day the log is."""

    day: date | None = Field(None, description="A local day of the facility; left out: today.")


class RegisterDay(When):
    """Which part of a gate's register."""

    day: date | None = Field(None, description="A local day of the facility; left out: today.")
    subject: str = Field("", max_length=64, description="One person, vehicle or consignment.")
    device: str = Field("", max_length=64, description="One station, desk or form.")


class Part(When):
    """How much of the network to draw."""

    city: str | None = Field(
        None, max_length=24, description="One city; left out: every one in scope, a line each where several."
    )


class Rows(When):
    """Some of many rows."""

    facility: str | None = Facility
    skip: int = Field(0, ge=0, le=10_000_000, description="How many to pass over.")
    limit: int = Field(100, ge=1, le=1000, description="How many to give.")


class ObligationRows(Rows):
    """Which obligations."""

    clause: str | None = Clause
    subject: str | None = Person
    status: list[StatusName] = Field([], description="How they stand; none: however they do.")


class ReadRows(Schema):
    """Which reads."""

    facility: str | None = Facility
    subject: str | None = Person
    skip: int = Field(0, ge=0, le=10_000_000, description="How many to pass over.")
    limit: int = Field(100, ge=1, le=500, description="How many to give.")


class Item(When):
    """Where to look for an item, which makes it quick."""

    clause: str | None = Clause
    facility: str | None = Facility
    subject: str | None = Person


class Why(When):
    """Why a person's record is read."""

    reason: str = Field("", max_length=400, description="Why it is read; it stands in the reading log.")
    named: bool = Field(default=False, description="With the name, too.")
    whole: bool = Field(default=False, description="The path through other facilities, too; it is logged.")


class Ordering(When):
    """Which order of a person is read, and why."""

    reason: str = Field("", max_length=400, description="Why it is read; it stands in the reading log.")
    order: str | None = Field(None, max_length=40, description="One order; left out: the latest.")


class Contacts(When):
    """Whose contacts are traced: how far, in what company, and why."""

    reason: str = Field("", max_length=400, description="Why it is read; it stands in the reading log.")
    since: AwareDatetime | None = Field(None, description="From here; left out: as the protocol looks back.")
    until: AwareDatetime | None = Field(None, description="Before this; left out: `at`.")
    depth: int = Field(2, ge=1, le=9, description="Degrees: 1 is near the person, 2 near one of those.")
    least: int = Field(0, ge=0, le=1_000_000, description="Minutes of exposure, at least.")
    company: list[Company] = Field(
        [], description="Companies that count; none: all but wing, shift and post."
    )


class FactRows(Schema):
    """Which facts."""

    facility: list[str] = Field([], max_length=500, description="Facilities; none: every one in scope.")
    kind: list[str] = Field([], max_length=100, description="`gate.entered`, or a whole family, `gate`.")
    subject: str | None = Field(None, max_length=40, description="One person; needs `reason`, and is logged.")
    reason: str = Field("", max_length=400, description="Why one person's facts are read.")
    since: AwareDatetime | None = Field(None, description="Occurred at or after.")
    until: AwareDatetime | None = Field(None, description="Occurred before.")
    known_at: AwareDatetime | None = Field(None, description="As the record was known at this instant.")
    after: str | None = Field(None, max_length=50, description="`after` of the page before.")
    limit: int = Field(100, ge=1, le=499, description="How many to give.")
