"""The envelope every fact travels in, and the mould of its body."""

from datetime import datetime
from typing import Annotated, ClassVar
from uuid import UUID

import msgspec

from lazaretto.facts.places import Facility, Place

Person = Annotated[
    str,
    msgspec.Meta(
        min_length=1,
        max_length=40,
        description="Custody number or staff number: a subject, never a name.",
    ),
]
Words = Annotated[
    str, msgspec.Meta(min_length=1, max_length=2000, description="Free text, in the speaker's words.")
]
Code = Annotated[str, msgspec.Meta(min_length=1, max_length=64, description="A short identifier.")]
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
Instant = Annotated[datetime, msgspec.Meta(tz=True, description="RFC 3339, with its offset from UTC.")]
Skew = Annotated[int, msgspec.Meta(ge=-(2**40), le=2**40)]  # seconds; any clock of any century


class Body(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="kind",
):
    """What was said to have happened. Subclasses are the vocabulary; each is tagged ``family.kind/version``.

    Defaults are left out of the encoding, so a later optional field does not change the canonical
    bytes (and so the proof) of a fact that was stated before the field existed.
    """

    # A request asks for something and may be refused. Everything else physically happened and is
    # recorded whatever it contradicts (law 5).
    request: ClassVar[bool] = False
    # Kinds that hold nothing about a person may be read by every signed-in user in scope.
    personal: ClassVar[bool] = True
    # Who stated it of whom is told to few: a reader of facts sees the kind and its number alone.
    guarded: ClassVar[bool] = False


class Fact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One statement, never edited. ``B`` is one of the kinds in :mod:`lazaretto.facts.vocabulary`.

    occurred: when it happened. recorded: when the node that first held it appended it.
    skew: seconds by which the device's clock was ahead of the node's (negative: behind).
    corrects: the fact this one replaces; the old one stays readable.
    """

    id: UUID
    occurred: datetime
    recorded: datetime
    facility: Facility
    actor: Code
    device: Code
    body: Body
    place: Place | None = None
    skew: Skew = 0
    corrects: UUID | None = None


def in_time(fact: Fact) -> tuple[datetime, datetime, UUID]:
    """Where a fact comes among others: by when it happened, then by when it was recorded, then by its id.

    Said by the facts alone, so that it is the same at every node that holds them.
    """
    return fact.occurred, fact.recorded, fact.id


def kind_of(body: Body | type[Body]) -> str:
    """``custody.moved/1`` → ``custody.moved``: the kind without its version."""
    return tag_of(body).partition("/")[0]


def family_of(body: Body | type[Body]) -> str:
    """``custody.moved/1`` → ``custody``."""
    return tag_of(body).partition(".")[0]


def tag_of(body: Body | type[Body]) -> str:
    """The full tag, version included, as it stands in the encoded ``kind`` field."""
    tag = body.__struct_config__.tag
    if not isinstance(tag, str):
        raise TypeError(f"{body!r} is not a kind of fact: it has no tag")
    return tag
