"""Supervision: what the detachment saw by camera, was told by telephone, counted again, and signed."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from lazaretto.facts.fact import Body, Code, Count, Instant, Words

Tallied = Literal["person", "vehicle", "consignment", "disinfection", "sampling"]
Source = Literal["register", "tally", "replay"]
Covers = Literal["gate", "guarded", "administration"]
DrawnFor = Literal["gate_look", "roll_call"]
# No name or password, and nothing that could be taken for one: those are no part of the record.
CAMERA_ADDRESS = r"^(rtsps?|https?)://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~!$&'()*+,;=:%/?-]*)?\Z"


class Flow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many of one category came in and went out in a stretch of time; how many were inside at its end.

    Of disinfection and sampling ``came`` is how often it was done.
    """

    of: Tallied
    came: Count
    went: Count = 0
    inside: Count | None = None


class Difference(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the three sources did not agree: in which stretch, by how much, and which of them is wrong."""

    of: Tallied
    first: Instant
    last: Instant
    by: Annotated[int, msgspec.Meta(ge=-1_000_000, le=1_000_000)]
    wrong: Source | None = None
    explained: Words | None = None


class GateLooked(Body, kw_only=True, frozen=True, tag="supervision.gate_looked/1"):
    """Somebody looked at a gate through its camera, or had it counted by hand: what was seen passing (M12).

    Counts, not faces. since: from when on what is counted had come in, up to when the fact occurred; None
    where nobody said, and then it is compared with nothing. image: the digest of the picture that was kept,
    where one was. drawn: the time of the look was drawn, not scheduled.
    """

    personal = False
    camera: Code
    by: Literal["camera", "hand"]
    people: Count
    vehicles: Count = 0
    consignments: Count = 0
    since: Instant | None = None
    drawn: bool = False
    image: Code | None = None
    seen: Words | None = None


class TallyTaken(Body, kw_only=True, frozen=True, tag="supervision.tally_taken/1"):
    """The detachment asked a house by telephone what had passed its gate in a stretch of time (M13)."""

    personal = False
    day: date
    first: Instant
    last: Instant
    flows: Annotated[tuple[Flow, ...], msgspec.Meta(min_length=1, max_length=5)]
    told_by: Code


class ReplayCounted(Body, kw_only=True, frozen=True, tag="supervision.replay_counted/1"):
    """What the recording of the gate's camera showed in a stretch of time, counted again (M13)."""

    personal = False
    day: date
    camera: Code
    first: Instant
    last: Instant
    flows: Annotated[tuple[Flow, ...], msgspec.Meta(min_length=1, max_length=5)]


class Reconciled(Body, kw_only=True, frozen=True, tag="supervision.reconciled/1"):
    """Gate register, telephone tally and replay of a day were set side by side, and signed (M13)."""

    personal = False
    day: date
    signed_by: Code
    differences: Annotated[tuple[Difference, ...], msgspec.Meta(max_length=500)] = ()
    words: Words | None = None


class CameraSet(Body, kw_only=True, frozen=True, tag="supervision.camera_set/1"):
    """A house has a camera, at an address without name or password; without an address it has none (M12).

    address: ``rtsp://`` or ``rtsps://`` of its stream, ``http://`` or ``https://`` of its still picture.
    covers: what it shows; a gate's camera is for looks at the gate, the others for patrols and roll-calls.
    """

    personal = False
    camera: Code
    address: Annotated[str, msgspec.Meta(pattern=CAMERA_ADDRESS, max_length=300)] | None = None
    title: Words | None = None
    covers: Covers = "gate"


class DrawCommitted(Body, kw_only=True, frozen=True, tag="supervision.draw_committed/1"):
    """The end of a chain of secrets was published: from ``first`` on the times of each day are drawn from it.

    anchor: SHA-256, hexadecimal. Whoever is shown the secret of a day after it is over can check that it
    leads to the anchor, and draw the day's times again.
    """

    personal = False
    anchor: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
    first: date
    days: Annotated[int, msgspec.Meta(ge=1, le=4000)]
    committed_by: Code
    purpose: DrawnFor = "gate_look"  # what the times are for; each purpose has a chain of its own


KINDS: tuple[type[Body], ...] = (
    GateLooked, TallyTaken, ReplayCounted, Reconciled, CameraSet, DrawCommitted,
)  # fmt: skip
