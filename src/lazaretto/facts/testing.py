"""Testing: rounds by strata, the way of a tube, its result, exactly one outcome a person; screening."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from lazaretto.facts.fact import Body, Code, Instant, Person, Words

Result = Literal["negative", "positive", "grey", "invalid"]
Purpose = Literal["round", "leg", "duty", "retest", "symptom"]
Part = Literal["all", "transition", "general", "inside", "standby", "isolating"]  # of a stratum
Party = Literal["detachment", "health_authority", "hospital", "community", "police", "tracers"]
Ct = Annotated[int, msgspec.Meta(ge=0, le=500, description="Tenths of a cycle: 285 is a Ct of 28.5.")]
Screen = Literal["symptoms", "chest_xray", "sputum", "blood", "skin"]
Screening = Literal["clear", "presumptive", "confirmed", "refused"]


class RoundOpened(Body, kw_only=True, frozen=True, tag="testing.round_opened/1"):
    """A round began. Its muster is frozen here: coverage is outcomes ÷ this list.

    part: which part of the stratum was mustered. pool: how many swabs a tube may hold. incident: because
    of which it was ordered.
    """

    round: Code
    stratum: Literal["detainees", "staff"]
    muster: tuple[Person, ...]
    closes: Instant
    part: Part = "all"
    pool: Literal[1, 5, 10, 20] | None = None
    incident: Code | None = None


class TubesLabelled(Body, kw_only=True, frozen=True, tag="testing.tubes_labelled/1"):
    """Labels were printed for tubes: from here each is accounted for, filled or not."""

    personal = False
    tubes: Annotated[tuple[Code, ...], msgspec.Meta(min_length=1, max_length=2000)]
    round: Code | None = None


class Sampled(Body, kw_only=True, frozen=True, tag="testing.sampled/1"):
    """Swabs of one or more people went into a tube. More than one member makes it a pool.

    checked_by: who held tube and list side by side, besides whoever took the swabs.
    """

    tube: Code
    members: Annotated[tuple[Person, ...], msgspec.Meta(min_length=1, max_length=20)]
    purpose: Purpose
    round: Code | None = None
    specimen: Literal["nasopharyngeal", "oropharyngeal", "nasal", "sputum"] | None = None
    checked_by: Code | None = None


class TubesHandedOver(Body, kw_only=True, frozen=True, tag="testing.tubes_handed_over/1"):
    """Tubes left the house for a laboratory, in one sealed box."""

    personal = False
    tubes: Annotated[tuple[Code, ...], msgspec.Meta(min_length=1, max_length=2000)]
    laboratory: Words
    taken_by: Words
    seal: Code | None = None
    partner: Code | None = None  # the laboratory on the register of partners


class TubesReceived(Body, kw_only=True, frozen=True, tag="testing.tubes_received/1"):
    """A laboratory took tubes in, and said in what condition they came."""

    personal = False
    tubes: Annotated[tuple[Code, ...], msgspec.Meta(min_length=1, max_length=2000)]
    laboratory: Words
    condition: Literal["good", "warm", "leaking", "missing"] = "good"


class TubeVoided(Body, kw_only=True, frozen=True, tag="testing.tube_voided/1"):
    """A tube or its label will give no result, and why: whoever was in it is to be swabbed again."""

    personal = False
    tube: Code
    why: Literal["broken", "lost", "mislabelled", "unused"]
    words: Words | None = None


class ResultReported(Body, kw_only=True, frozen=True, tag="testing.result_reported/1"):
    """A laboratory reported a tube. A pool's result is never a person's.

    ct_tenths: the cycle threshold of each gene, in the order of the kit. reviewed_by: who released it.
    """

    tube: Code
    result: Result
    laboratory: Words
    reagent: Code | None = None  # kit and batch
    ct_tenths: Annotated[tuple[Ct, ...], msgspec.Meta(max_length=4)] = ()
    reported_by: Code | None = None
    reviewed_by: Code | None = None


class ResultTold(Body, kw_only=True, frozen=True, tag="testing.result_told/1"):
    """Those who must know of a positive or grey tube were told of it (M22)."""

    personal = False
    tube: Code
    parties: Annotated[tuple[Party, ...], msgspec.Meta(min_length=1, max_length=6)]


class Unsampled(Body, kw_only=True, frozen=True, tag="testing.unsampled/1"):
    """A person on the muster was not swabbed, and why: an outcome too."""

    round: Code
    person: Person
    outcome: Literal["refused", "away", "hospital", "other"]
    why: Words


class RoundClosed(Body, kw_only=True, frozen=True, tag="testing.round_closed/1"):
    """A round was declared closed by a person.

    certificate: SHA-256, hexadecimal, of the certificate of coverage as it stood then.
    """

    personal = False
    round: Code
    certificate: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")] | None = None


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
    RoundOpened, TubesLabelled, Sampled, TubesHandedOver, TubesReceived, TubeVoided, ResultReported,
    ResultTold, Unsampled, RoundClosed, RoundsOrdered, Screened,
)  # fmt: skip
