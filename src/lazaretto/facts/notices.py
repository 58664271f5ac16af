"""Findings, notices and what was put right: what supervision saw, what it demanded, what came of it (M33)."""

from typing import Annotated, Literal

import msgspec

from lazaretto.facts.fact import Body, Code, Words

Gravity = Literal["note", "warning", "alarm"]
Origin = Literal[
    "patrol", "roll_call", "gate_look", "reconciliation", "inspection", "directive", "record", "visit"
]
Digest = Annotated[
    str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z", description="SHA-256 of a kept picture or document.")
]


class FindingRaised(Body, kw_only=True, frozen=True, tag="supervision.finding_raised/1"):
    """A person found something that must be put right in this house: what, where, how grave (M33).

    about: what sort of thing it is, a word of the house's list, so that repeats are seen as repeats.
    origin, of: from what it was found, and its code there (a patrol, a roll-call, an obligation's id).
    """

    personal = False
    finding: Code
    about: Code
    seen: Words
    severity: Gravity = "warning"
    origin: Origin
    of: Code | None = None
    evidence: Annotated[tuple[Digest, ...], msgspec.Meta(max_length=8)] = ()
    found_by: Code


KINDS: tuple[type[Body], ...] = (FindingRaised,)
