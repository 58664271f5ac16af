"""Regime: what a day holds for a person who is kept apart: people to speak with, open air, the family."""

from typing import Annotated, Literal

import msgspec

from lazaretto.facts.fact import Body, Person, Words

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


KINDS: tuple[type[Body], ...] = (ContactGiven, OpenAirGiven)
