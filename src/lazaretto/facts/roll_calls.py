"""Roll-calls by radio and camera: where a house gathers, the call, the two counts, what came of it (M31)."""

from typing import Literal

from lazaretto.facts.fact import Body, Code, Count, Words
from lazaretto.facts.notices import Digest

CountedBy = Literal["camera", "spot"]
Outcome = Literal["cleared", "found", "stood_down"]


class GatheringSet(Body, kw_only=True, frozen=True, tag="supervision.gathering_set/1"):
    """How a house answers a roll-call: its call sign, before which camera A gathers, in which room B."""

    personal = False
    call_sign: Code
    camera: Code
    room: Words
    set_by: Code


class RollCallCalled(Body, kw_only=True, frozen=True, tag="supervision.roll_call_called/1"):
    """The detachment called a house by radio: A before its camera, B in its room, nobody passes the gate.

    inside, standby: how many of A and B are to be there by the roster; None where no roster says it, and
    then the counts are compared with each other alone. at_gate: how many of the staff the gate had inside.
    drawn: the time had been drawn, not chosen.
    """

    personal = False
    roll_call: Code
    camera: Code | None = None
    room: Words | None = None
    inside: Count | None = None
    standby: Count | None = None
    at_gate: Count | None = None
    drawn: bool = False
    called_by: Code


class RollCallGathered(Body, kw_only=True, frozen=True, tag="supervision.roll_call_gathered/1"):
    """The house answered: everybody has gathered. told_by: who said so by radio."""

    personal = False
    roll_call: Code
    told_by: Code


class RollCallCounted(Body, kw_only=True, frozen=True, tag="supervision.roll_call_counted/1"):
    """The first count: heads of A and of B, by camera or on the spot.

    A head count proves a number, never who it was: nobody is recognised, and no name belongs to it.
    image: the digest of the picture that was counted, where one was kept.
    """

    personal = False
    roll_call: Code
    by: CountedBy
    inside: Count
    standby: Count
    counted_by: Code
    image: Digest | None = None
    seen: Words | None = None


class RollCallChecked(Body, kw_only=True, frozen=True, tag="supervision.roll_call_checked/1"):
    """The second count, by somebody else: it is what the first one is compared with (law 13)."""

    request = True
    personal = False
    roll_call: Code
    by: CountedBy
    inside: Count
    standby: Count
    counted_by: Code
    image: Digest | None = None
    seen: Words | None = None


class RollCallRecounted(Body, kw_only=True, frozen=True, tag="supervision.roll_call_recounted/1"):
    """A mismatch was counted once more, by somebody who had made neither count."""

    request = True
    personal = False
    roll_call: Code
    by: CountedBy
    inside: Count
    standby: Count
    counted_by: Code
    image: Digest | None = None
    seen: Words | None = None


class RollCallClosed(Body, kw_only=True, frozen=True, tag="supervision.roll_call_closed/1"):
    """A roll-call was ended, and movement goes on: a mismatch cleared or found, or the call stood down.

    words: where everybody was, what is missing, or why the call was given up. finding: what was raised.
    """

    request = True
    personal = False
    roll_call: Code
    outcome: Outcome
    words: Words
    finding: Code | None = None
    closed_by: Code


KINDS: tuple[type[Body], ...] = (
    GatheringSet, RollCallCalled, RollCallGathered, RollCallCounted, RollCallChecked, RollCallRecounted,
    RollCallClosed,
)  # fmt: skip
