"""Immunity: vaccinations, and what is known of past disease, where a disease document asks for it (H7)."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from lazaretto.facts.fact import Body, Code, Person, Words


class Vaccinated(Body, kw_only=True, frozen=True, tag="immunity.vaccinated/1"):
    """A person had a dose of a vaccine: here, or before and it is stated now.

    source: whether it was given in the house, read in a record or credential, or told by the person.
    """

    person: Person
    disease: Code
    vaccine: Code
    dose: Annotated[int, msgspec.Meta(ge=1, le=20)]
    on: date
    source: Literal["given_here", "record", "told"]
    batch: Code | None = None


class ImmunityStated(Body, kw_only=True, frozen=True, tag="immunity.stated/1"):
    """What is known of a person's immunity to a disease, besides doses: ``unknown`` is an answer, too."""

    person: Person
    disease: Code
    immune: Literal["yes", "no", "unknown"]
    because: Literal["past_disease", "laboratory", "born_before", "record", "none"]
    words: Words | None = None


class VaccineDeclined(Body, kw_only=True, frozen=True, tag="immunity.declined/1"):
    """A person was offered a vaccine and said no; nothing else changes for them."""

    person: Person
    disease: Code
    words: Words | None = None


KINDS: tuple[type[Body], ...] = (Vaccinated, ImmunityStated, VaccineDeclined)
