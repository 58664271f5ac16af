"""Hygiene: three disinfections, three measurements; symptoms."""

from typing import Annotated, Literal

import msgspec

from lazaretto.facts.fact import Body, Code, Count, Instant, Person, Words

Tenths = Annotated[
    int, msgspec.Meta(ge=300, le=450, description="Tenths of a degree Celsius: 365 is 36.5 °C.")
]


class Reading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One person's body temperature."""

    person: Person
    celsius_tenths: Tenths


class TemperaturesTaken(Body, kw_only=True, frozen=True, tag="hygiene.temperatures_taken/1"):
    """Temperatures read in one sweep of a cell or a staff room, with one thermometer."""

    readings: Annotated[tuple[Reading, ...], msgspec.Meta(min_length=1, max_length=500)]
    site: Literal["forehead", "axilla", "ear"] = "forehead"
    thermometer: Code | None = None


class NotMeasured(Body, kw_only=True, frozen=True, tag="hygiene.not_measured/1"):
    """A person's temperature could not be taken, and why."""

    person: Person
    why: Words


class Disinfected(Body, kw_only=True, frozen=True, tag="hygiene.disinfected/1"):
    """A key area was disinfected; ``place`` of the fact says which."""

    personal = False
    agent: Code
    target_mg_l: Count
    measured_mg_l: Count | None = None
    contact_minutes: Count
    checked_by: Code | None = None
    batch: Code | None = None  # of the agent, as in the stock
    method: Literal["spray", "wipe", "soak", "mop", "fog"] | None = None
    along_with: tuple[Code, ...] = ()  # other agents used at the same time and place


class SymptomsReported(Body, kw_only=True, frozen=True, tag="hygiene.symptoms_reported/1"):
    """A person was found with, or told of, symptoms."""

    person: Person
    symptoms: tuple[
        Literal["fever", "cough", "sore_throat", "loss_of_smell", "diarrhoea", "breathless", "other"], ...
    ]
    words: Words | None = None
    began: Instant | None = None  # when the person says that it began


class Isolated(Body, kw_only=True, frozen=True, tag="hygiene.isolated/1"):
    """A person with symptoms or a positive result was put apart, under a live order."""

    person: Person
    order: Code | None = None


KINDS: tuple[type[Body], ...] = (TemperaturesTaken, NotMeasured, Disinfected, SymptomsReported, Isolated)
