"""Patrols by video: the tours of a house, and each look on one of them (M32)."""

from typing import Annotated, Literal

import msgspec

from lazaretto.facts.fact import Body, Code, Words
from lazaretto.facts.notices import Digest
from lazaretto.facts.places import Place

Seen = Literal["in_order", "remarkable", "dark"]
MOST_TURNS = 6  # walks of one tour in one slot
Turn = Annotated[int, msgspec.Meta(ge=1, le=MOST_TURNS)]


class Stop(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One stop of a tour: a named camera, and what it is to show. place: the key area or wing.

    seconds: how long a look is to take, where whoever set the tour said so.
    """

    stop: Code
    title: Words
    camera: Code | None = None
    place: Place | None = None
    seconds: Annotated[int, msgspec.Meta(ge=1, le=3600)] | None = None


class TourSet(Body, kw_only=True, frozen=True, tag="supervision.tour_set/1"):
    """A tour of a house: its stops in order, and how often it is walked in a slot of the protocol.

    Without stops the tour is given up.
    """

    personal = False
    tour: Code
    title: Words
    stops: Annotated[tuple[Stop, ...], msgspec.Meta(max_length=40)] = ()
    turns: Turn = 1
    set_by: Code


class PatrolBegun(Body, kw_only=True, frozen=True, tag="supervision.patrol_begun/1"):
    """Somebody began to walk a tour before the screens. turn: the how-manieth walk of its slot."""

    personal = False
    patrol: Code
    tour: Code
    turn: Turn = 1
    begun_by: Code


class PatrolLooked(Body, kw_only=True, frozen=True, tag="supervision.patrol_looked/1"):
    """One look at one stop: in order, something to remark, or no picture to be had.

    image: the digest of the picture that was kept, where one was. finding: what was raised from it.
    """

    personal = False
    patrol: Code
    stop: Code
    looked: Seen
    seen: Words | None = None
    image: Digest | None = None
    finding: Code | None = None
    looked_by: Code


class PatrolSkipped(Body, kw_only=True, frozen=True, tag="supervision.patrol_skipped/1"):
    """A stop was passed over, and why."""

    personal = False
    patrol: Code
    stop: Code
    reason: Words
    skipped_by: Code


class PatrolEnded(Body, kw_only=True, frozen=True, tag="supervision.patrol_ended/1"):
    """A walk was finished: each stop was looked at, or passed over for a reason. Whoever began it signs."""

    request = True
    personal = False
    patrol: Code
    tour: Code
    turn: Turn = 1
    stops_looked: Annotated[int, msgspec.Meta(ge=0, le=40)]
    stops_skipped: Annotated[int, msgspec.Meta(ge=0, le=40)] = 0
    ended_by: Code


class PatrolBrokenOff(Body, kw_only=True, frozen=True, tag="supervision.patrol_broken_off/1"):
    """A walk was given up before its end, and why; it answers for nothing."""

    personal = False
    patrol: Code
    reason: Words
    broken_off_by: Code


KINDS: tuple[type[Body], ...] = (
    TourSet, PatrolBegun, PatrolLooked, PatrolSkipped, PatrolEnded, PatrolBrokenOff,
)  # fmt: skip
