"""What is held about somebody ends: what keeps it, who proposed to erase it, and that it is gone."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec

from lazaretto.facts.fact import Body, Code, Person, Words

Office = Literal["facility", "detachment"]
RuleName = Annotated[
    str, msgspec.Meta(min_length=1, max_length=400, description="Document, version and clause.")
]
MOST_ERASED = 1_000  # named by one fact; about 40 kB of it


class HoldSet(Body, kw_only=True, frozen=True, tag="record.hold_set/1"):
    """Nothing of what is held about one person is erased until this is lifted.

    office: whose decision it is. Nobody corrects or withdraws it: it is lifted, with a reason.
    """

    request = True
    person: Person
    office: Office
    reason: Words


class HoldLifted(Body, kw_only=True, frozen=True, tag="record.hold_lifted/1"):
    """A hold of this house keeps nothing any longer. hold: the fact that set it."""

    request = True
    hold: UUID
    office: Office
    reason: Words


class ErasureProposed(Body, kw_only=True, frozen=True, tag="record.erasure_proposed/1"):
    """Somebody asks that what is due of one person and class be erased; nothing is erased by it.

    data: the class, as the documents name it (``retentions``). rule: as it will stand beside what was erased.
    """

    request = True
    person: Person
    data: Code
    rule: RuleName


class ErasureDeclined(Body, kw_only=True, frozen=True, tag="record.erasure_declined/1"):
    """Somebody of the other office said no. What is due stays due, and may be proposed anew."""

    request = True
    proposal: UUID
    reason: Words


class Erased(Body, kw_only=True, frozen=True, tag="record.erased/1"):
    """A retention rule asked for it, and the words of these facts of the house are gone.

    rule: as its document names it. proposal: the one that this approved; None where the rule alone was
    enough, as with check-ins. Said by the act of erasing alone, and never taken back: a retraction brings no
    words back, and would only hide where they went.
    """

    facts: Annotated[tuple[UUID, ...], msgspec.Meta(min_length=1, max_length=MOST_ERASED)]
    rule: RuleName
    proposal: UUID | None = None


KINDS: tuple[type[Body], ...] = (HoldSet, HoldLifted, ErasureProposed, ErasureDeclined, Erased)
