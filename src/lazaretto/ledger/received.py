"""A fact on its way from one node to another: words and salt, or what is left where a rule erased them."""

from datetime import datetime
from uuid import UUID

import msgspec


class Forgotten(msgspec.Struct, frozen=True, kw_only=True):
    """What is left of a fact whose words were erased: its envelope, its commitment, and the rule."""

    id: UUID
    facility: str
    kind: str
    occurred: datetime
    recorded: datetime
    actor: str
    device: str
    place: str | None
    skew: int
    replaces: UUID | None
    leaf: bytes
    rule: str
    erased: datetime
    by: str


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """A fact as one node gives it to another.

    node: the one that first held it. canonical, salt: its words and what hides them in the commitment,
    as they were there; empty where they were erased, and ``forgotten`` says what is left.
    """

    node: str
    canonical: bytes = b""
    salt: bytes = b""
    forgotten: Forgotten | None = None
