"""Regime: what a day holds: people to speak with, open air, the family; and the wing's day."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from lazaretto.facts.fact import Body, Code, Count, Instant, Person, Words
from lazaretto.facts.places import Place

Minutes = Annotated[int, msgspec.Meta(ge=1, le=1440)]
Contact = Literal[
    "talk", "company", "care", "family_call", "family_video", "family_visit", "lawyer", "consular"
]
FAMILY: tuple[Contact, ...] = ("family_call", "family_video", "family_visit")
Persons = Annotated[tuple[Person, ...], msgspec.Meta(min_length=1, max_length=500)]
# What a day holds, rights first. The order is the record's: a new one goes to the end.
Activity = Literal[
    "meal", "medication", "open_air", "washing", "family", "legal", "rest", "rising", "study", "recreation"
]
Hindrance = Literal[
    "weather", "emergency", "nobody_wished", "health", "equipment", "staff_short", "quarantine", "other"
]
Wings = Annotated[tuple[Place, ...], msgspec.Meta(min_length=1, max_length=60)]


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


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One activity of one wing, and how many took part in it."""

    wing: Place
    activity: Activity
    took_part: Count


class Absentee(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who did not take part in what was offered, and why."""

    person: Person
    activity: Activity
    why: Literal["own_wish", "ill", "away", "punished", "other"]


class ActivityDone(Body, kw_only=True, frozen=True, tag="regime.activity_done/1"):
    """What the day holds was done: by wing, with how many took part and who did not (M35).

    unmet: whose diet or language was not kept.
    """

    parts: Annotated[tuple[Part, ...], msgspec.Meta(min_length=1, max_length=200)]
    absent: Annotated[tuple[Absentee, ...], msgspec.Meta(max_length=500)] = ()
    unmet: Annotated[tuple[Person, ...], msgspec.Meta(max_length=500)] = ()


class ActivityLeftOut(Body, kw_only=True, frozen=True, tag="regime.activity_left_out/1"):
    """What the day holds was not done in these wings, and why."""

    personal = False
    wings: Wings
    activity: Activity
    cause: Hindrance
    words: Words


class RegimeSuspended(Body, kw_only=True, frozen=True, tag="regime.suspended/1"):
    """A leader suspends an activity of these wings for a while: with a reason, and never without an end."""

    request = True
    personal = False
    wings: Wings
    activity: Activity
    cause: Hindrance
    reason: Words
    until: Instant


class RegimeResumed(Body, kw_only=True, frozen=True, tag="regime.resumed/1"):
    """An activity that had been suspended in these wings goes on again."""

    personal = False
    wings: Wings
    activity: Activity


KINDS: tuple[type[Body], ...] = (
    ContactGiven, OpenAirGiven, OutOfCell, CareOrdered, CareGiven, CareEnded,
    ActivityDone, ActivityLeftOut, RegimeSuspended, RegimeResumed,
)  # fmt: skip
