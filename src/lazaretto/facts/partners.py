"""Partners: outside parties of joint prevention, what they take and give, and whom to call (M06).

A partner is an office, never a private person: its duty telephone and the function of whoever answers it.
"""

from datetime import date
from typing import Annotated, Literal

import msgspec

from lazaretto.facts.fact import Body, Code, Words
from lazaretto.facts.places import Facility

PartnerSort = Literal[
    "testing_team", "laboratory", "hospital", "disease_control", "health_authority", "community", "prison"
]
Matter = Literal["person", "tubes", "results", "status_document", "discharge_document", "epidemic_report"]
Matters = Annotated[tuple[Matter, ...], msgspec.Meta(max_length=6)]
Houses = Annotated[tuple[Facility, ...], msgspec.Meta(max_length=200)]
Telephone = Annotated[
    str, msgspec.Meta(pattern=r"^\+?[0-9][0-9 ()\-]{2,30}\Z", description="A duty telephone.")
]


class PartnerEnrolled(Body, kw_only=True, frozen=True, tag="command.partner_enrolled/1"):
    """A party outside the houses was put on the register of partners (M06).

    hours: when the telephone is answered; None: nobody said. contact: the function of whoever answers, not a
    name. receives, sends: what it may be handed, and may hand in. agreement: number of the paper that says
    so, agreed_on and agreed_until its first and last day. houses: for which; empty: for every house of the
    city, or, stated at a house, for that one.
    """

    personal = False
    partner: Code
    sort: PartnerSort
    name: Words
    telephone: Telephone
    hours: Words | None = None
    contact: Words | None = None
    receives: Matters = ()
    sends: Matters = ()
    agreement: Words | None = None
    agreed_on: date | None = None
    agreed_until: date | None = None
    houses: Houses = ()


class PartnerChanged(Body, kw_only=True, frozen=True, tag="command.partner_changed/1"):
    """What stands on the register of a partner changed; everything is said again, and why."""

    personal = False
    partner: Code
    sort: PartnerSort
    name: Words
    telephone: Telephone
    reason: Words
    hours: Words | None = None
    contact: Words | None = None
    receives: Matters = ()
    sends: Matters = ()
    agreement: Words | None = None
    agreed_on: date | None = None
    agreed_until: date | None = None
    houses: Houses = ()


class PartnerEnded(Body, kw_only=True, frozen=True, tag="command.partner_ended/1"):
    """A party is a partner no longer; what was handed over to it stays on the record."""

    personal = False
    partner: Code
    reason: Words


KINDS: tuple[type[Body], ...] = (PartnerEnrolled, PartnerChanged, PartnerEnded)
