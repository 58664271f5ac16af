"""The facilities of a network as they were established, for those that a reader may see."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from lazaretto.facts.command import FacilityEstablished, FacilityKind
from lazaretto.facts.fact import Fact
from lazaretto.registers.events import Flags, Ints
from lazaretto.registers.standing import Standing

DEFAULT_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class House:
    """One facility: its number in the record, and what was said when it was established."""

    number: int
    code: str
    name: str
    sort: FacilityKind
    county: str
    city: str
    zone: str


def houses(
    standing: Standing, *, facts: Sequence[Fact], codes: Container[str] | None = None
) -> tuple[House, ...]:
    """The established facilities among ``codes`` (None: all), as they were established, offices included."""
    found: dict[str, House] = {}
    for number in standing.events("facility_established").fact.tolist():
        fact = facts[number]
        body = fact.body
        if isinstance(body, FacilityEstablished) and (codes is None or fact.facility in codes):
            found[fact.facility] = House(
                standing.facilities.find(fact.facility), fact.facility, body.name, body.sort, body.county,
                body.city, body.zone,
            )  # fmt: skip
    return tuple(found.values())


def zone_of(seen: Iterable[House]) -> str:
    """The clock of the first of them; UTC where there is none."""
    return next((house.zone for house in seen), DEFAULT_ZONE)


def among(seen: Iterable[House], count: int) -> Flags:
    """Which facility numbers are among these, as a lookup of ``count`` flags."""
    chosen = np.zeros(max(count, 1), np.bool_)
    chosen[[house.number for house in seen if house.number < count]] = True
    return chosen


def per_facility(facility: Ints, *, count: int) -> Ints:
    """How many rows each facility has."""
    return np.bincount(facility, minlength=count)
