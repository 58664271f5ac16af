"""Case: incidents, the movement they freeze, cases and their contacts, and what was decided of each."""

from typing import Annotated, Literal

import msgspec

from lazaretto.facts.fact import Body, Code, Instant, Person, Words
from lazaretto.facts.places import Place

Cause = Literal["symptom", "positive", "positive_pool", "report"]
Classification = Literal["discarded", "suspected", "probable", "confirmed"]
Company = Literal["cell", "wing", "shift", "post", "escort", "vehicle", "gate", "exercise"]
Decision = Literal["no_measure", "watch", "quarantine"]


class IncidentOpened(Body, kw_only=True, frozen=True, tag="case.incident_opened/1"):
    """Something called for a freeze, tests and tracing; the incident's clock runs from its cause (M20)."""

    incident: Code
    cause: Cause
    person: Person | None = None
    tube: Code | None = None
    words: Words | None = None


class MovementFrozen(Body, kw_only=True, frozen=True, tag="case.movement_frozen/1"):
    """Nobody moves into these places, or out of them, but for care, the law or an emergency."""

    personal = False
    incident: Code
    places: Annotated[tuple[Place, ...], msgspec.Meta(min_length=1, max_length=500)]


class FreezeLifted(Body, kw_only=True, frozen=True, tag="case.freeze_lifted/1"):
    """People may move again into these places and out of them."""

    personal = False
    incident: Code
    places: Annotated[tuple[Place, ...], msgspec.Meta(min_length=1, max_length=500)]
    reason: Words


class Classified(Body, kw_only=True, frozen=True, tag="case.classified/1"):
    """A doctor said what a person is: no case after all, a suspected, a probable or a confirmed one."""

    incident: Code
    person: Person
    disease: Code
    classification: Classification
    reason: Words


class Contact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who was near the person whose contacts are listed: in what company, for how long.

    degree: 1 was near the person, 2 near a contact of theirs, and so on.
    """

    person: Person
    company: Company
    minutes: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
    degree: Annotated[int, msgspec.Meta(ge=1, le=9)] = 1


class ContactsListed(Body, kw_only=True, frozen=True, tag="case.contacts_listed/1"):
    """The contacts of a person over a stretch of time were listed; an empty list says that there are none."""

    incident: Code
    person: Person
    since: Instant
    until: Instant
    contacts: Annotated[tuple[Contact, ...], msgspec.Meta(max_length=5000)] = ()


class ContactDecided(Body, kw_only=True, frozen=True, tag="case.contact_decided/1"):
    """What happens with a contact was decided, by a person and with a reason."""

    incident: Code
    person: Person
    decision: Decision
    reason: Words
    order: Code | None = None


class IncidentClosed(Body, kw_only=True, frozen=True, tag="case.incident_closed/1"):
    """An incident came to its end."""

    personal = False
    incident: Code
    reason: Words


KINDS: tuple[type[Body], ...] = (
    IncidentOpened, MovementFrozen, FreezeLifted, Classified, ContactsListed, ContactDecided, IncidentClosed,
)  # fmt: skip
