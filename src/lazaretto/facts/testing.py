"""Testing: rounds by strata, tubes and their results, exactly one outcome a person; screening."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from lazaretto.facts.fact import Body, Code, Instant, Person, Words

Result = Literal["negative", "positive", "grey", "invalid"]
Purpose = Literal["round", "leg", "duty", "retest", "symptom"]
Screen = Literal["symptoms", "chest_xray", "sputum", "blood", "skin"]
Screening = Literal["clear", "presumptive", "confirmed", "refused"]


class RoundOpened(Body, kw_only=True, frozen=True, tag="testing.round_opened/1"):
    """A round began. Its muster is frozen here: coverage is outcomes ÷ this list."""

    round: Code
    stratum: Literal["detainees", "staff"]
    muster: tuple[Person, ...]
    closes: Instant


class Sampled(Body, kw_only=True, frozen=True, tag="testing.sampled/1"):
    """Swabs of one or more people went into a tube. More than one member makes it a pool."""

    tube: Code
    members: Annotated[tuple[Person, ...], msgspec.Meta(min_length=1, max_length=20)]
    purpose: Purpose
    round: Code | None = None


class ResultReported(Body, kw_only=True, frozen=True, tag="testing.result_reported/1"):
    """A laboratory reported a tube. A pool's result is never a person's."""

    tube: Code
    result: Result
    laboratory: Words


class Unsampled(Body, kw_only=True, frozen=True, tag="testing.unsampled/1"):
    """A person on the muster was not swabbed, and why: an outcome too."""

    round: Code
    person: Person
    outcome: Literal["refused", "away", "hospital", "other"]
    why: Words


class RoundClosed(Body, kw_only=True, frozen=True, tag="testing.round_closed/1"):
    """A round was declared closed by a person."""

    personal = False
    round: Code


class RoundsOrdered(Body, kw_only=True, frozen=True, tag="testing.rounds_ordered/1"):
    """Rounds were ordered for this facility until a day. How many, the protocol says.

    ``reinforced``: the facility is among those of which the protocol asks more.
    """

    personal = False
    until: date
    reinforced: bool = False


class Screened(Body, kw_only=True, frozen=True, tag="testing.screened/1"):
    """A person was screened for a disease by one method; nobody is a case by a screening alone."""

    person: Person
    disease: Code
    method: Screen
    finding: Screening


KINDS: tuple[type[Body], ...] = (
    RoundOpened, Sampled, ResultReported, Unsampled, RoundClosed, RoundsOrdered, Screened,
)  # fmt: skip
