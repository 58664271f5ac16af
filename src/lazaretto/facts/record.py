"""The record about itself: what was said in error, and what a rule erased."""

from typing import Annotated
from uuid import UUID

import msgspec

from lazaretto.facts.fact import Body, Words

MOST_ERASED = 1_000  # named by one fact; about 40 kB of it


class Retracted(Body, kw_only=True, frozen=True, tag="record.retracted/1"):
    """An earlier fact is withdrawn: it did not happen. It stays readable, struck through."""

    fact: UUID
    reason: Words


class Erased(Body, kw_only=True, frozen=True, tag="record.erased/1"):
    """A retention rule asked for it, and the words of these facts of the house are gone.

    rule: as its document names it. Said by the act of erasing alone, and never taken back: a retraction
    brings no words back, and would only hide where they went.
    """

    facts: Annotated[tuple[UUID, ...], msgspec.Meta(min_length=1, max_length=MOST_ERASED)]
    rule: Annotated[
        str, msgspec.Meta(min_length=1, max_length=400, description="Document, version and clause.")
    ]


KINDS: tuple[type[Body], ...] = (Retracted, Erased)
