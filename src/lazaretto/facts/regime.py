"""Regime: what a day holds for a person who is kept apart: people to speak with, open air, the family."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from lazaretto.facts.fact import Body, Code, Person, Words

Minutes = Annotated[int, msgspec.Meta(ge=1, le=1440)]
Contact = Literal[
    "talk", "company", "care", "family_call", "family_video", "family_visit", "lawyer", "consular"
]
FAMILY: tuple[Contact, ...] = ("family_call", "family_video", "family_visit")
Persons = Annotated[tuple[Person, ...], msgspec.Meta(min_length=1, max_length=500)]


class ContactGiven(Body, kw_only=True, frozen=True, tag="regime.contact_given/1"):
    """People had meaningful human contact, face to face or by a call; a guard at the hatch is none."""

    persons: Persons
    sort: Contact
    minutes: Minutes
    words: Words | None = None


class OpenAirGiven(Body, kw_only=True, frozen=True, tag="regime.open_air_given/1"):
    """People were outside their cells, in the open air."""

    persons: Persons
    minutes: Minutes


class OutOfCell(Body, kw_only=True, frozen=True, tag="regime.out_of_cell/1"):
    """People were outside their cells, inside the house, for something other than the open air."""

    persons: Persons
    minutes: Minutes
    sort: Literal["exercise", "washing", "work", "visit", "hearing", "medical", "other"]


class CareOrdered(Body, kw_only=True, frozen=True, tag="regime.care_ordered/1"):
    """A doctor ordered care besides the epidemic, at an interval; quarantine never suspends it."""

    care: Code
    person: Person
    sort: Literal["medication", "withdrawal", "pregnancy", "self_harm_watch", "chronic", "other"]
    every_hours: Annotated[int, msgspec.Meta(ge=1, le=744)]
    ordered_by: Code
    until: date | None = None


class CareGiven(Body, kw_only=True, frozen=True, tag="regime.care_given/1"):
    """Ordered care was given, or why not."""

    care: Code
    person: Person
    given_by: Code
    outcome: Literal["given", "refused", "away"] = "given"


class CareEnded(Body, kw_only=True, frozen=True, tag="regime.care_ended/1"):
    """Ordered care is needed no longer."""

    care: Code
    person: Person
    reason: Words


KINDS: tuple[type[Body], ...] = (ContactGiven, OpenAirGiven, OutOfCell, CareOrdered, CareGiven, CareEnded)
