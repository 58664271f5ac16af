"""Stock: what a house has of tubes, reagents, disinfectant and protective equipment, batch by batch (H6)."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from lazaretto.facts.fact import Body, Code, Count, Words

Item = Literal[
    "tube", "swab", "reagent", "chlorine", "alcohol", "mask", "respirator", "gown", "gloves", "face_shield",
    "test_strip", "other",
]  # fmt: skip
Pieces = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


class Received(Body, kw_only=True, frozen=True, tag="stock.received/1"):
    """A batch came into the store."""

    personal = False
    item: Item
    batch: Code
    pieces: Pieces
    expires: date | None = None
    supplier: Words | None = None


class Used(Body, kw_only=True, frozen=True, tag="stock.used/1"):
    """Pieces of a batch were taken out of the store to be used."""

    personal = False
    item: Item
    batch: Code
    pieces: Pieces
    words: Words | None = None


class Discarded(Body, kw_only=True, frozen=True, tag="stock.discarded/1"):
    """Pieces of a batch were thrown away."""

    personal = False
    item: Item
    batch: Code
    pieces: Pieces
    why: Literal["expired", "damaged", "recalled", "other"]


class Counted(Body, kw_only=True, frozen=True, tag="stock.counted/1"):
    """The pieces of a batch were counted on the shelf; from here on the count stands."""

    personal = False
    item: Item
    batch: Code
    pieces: Count


KINDS: tuple[type[Body], ...] = (Received, Used, Discarded, Counted)
