"""The record about itself: what was said in error."""

from uuid import UUID

from lazaretto.facts.fact import Body, Words


class Retracted(Body, kw_only=True, frozen=True, tag="record.retracted/1"):
    """An earlier fact is withdrawn: it did not happen. It stays readable, struck through."""

    fact: UUID
    reason: Words


KINDS: tuple[type[Body], ...] = (Retracted,)
