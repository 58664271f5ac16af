"""Findings, notices and what was put right: what supervision saw, what it demanded, what came of it (M33)."""

from typing import Annotated, Literal

import msgspec

from lazaretto.facts.fact import Body, Code, Instant, Words
from lazaretto.facts.places import Facility

Gravity = Literal["note", "warning", "alarm"]
Origin = Literal[
    "patrol", "roll_call", "gate_look", "reconciliation", "inspection", "directive", "record", "visit"
]
Hazard = Literal["ordinary", "serious", "major"]  # 一般、较大、重大
NoticeSort = Literal["circular", "order"]  # 通报、督办单
Outcome = Literal["passed", "returned"]
Digest = Annotated[
    str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z", description="SHA-256 of a kept picture or document.")
]
Evidence = Annotated[tuple[Digest, ...], msgspec.Meta(max_length=8)]


class FindingRaised(Body, kw_only=True, frozen=True, tag="supervision.finding_raised/1"):
    """A person found something that must be put right in this house: what, where, how grave (M33).

    about: what sort of thing it is, a word of the document's list of matters, so that repeats are seen as
    repeats. origin, of: from what it was found, and its code there (a patrol, a roll-call, an inspection, an
    obligation's id). item, hazard: the item of a checklist that failed, and its rating. owner, due: who of
    the house puts it right, by when, where whoever found it said so.
    """

    personal = False
    finding: Code
    about: Code
    seen: Words
    severity: Gravity = "warning"
    origin: Origin
    of: Code | None = None
    evidence: Evidence = ()
    found_by: Code
    item: Code | None = None
    hazard: Hazard | None = None
    owner: Code | None = None
    due: Instant | None = None


class NoticeLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One finding as a notice words it; the notice is a paper, and does not change with what comes later."""

    facility: Facility
    finding: Code
    about: Code
    severity: Gravity
    seen: Words


class NoticeIssued(Body, kw_only=True, frozen=True, tag="supervision.notice_issued/1"):
    """The detachment put findings in writing to this house, signed by a leader of it (M33).

    circular: the same paper to every house, naming good and bad; order: to one house, with the instant by
    which everything in it is put right. number: runs within its year and sort.
    """

    request = True
    personal = False
    notice: Code
    sort: NoticeSort
    year: Annotated[int, msgspec.Meta(ge=2000, le=9998)]
    number: Annotated[int, msgspec.Meta(ge=1, le=99_999)]
    title: Words
    lines: Annotated[tuple[NoticeLine, ...], msgspec.Meta(min_length=1, max_length=100)]
    demands: Words
    due: Instant | None = None
    signed_by: Code


class NoticeReceived(Body, kw_only=True, frozen=True, tag="supervision.notice_received/1"):
    """The house acknowledged a notice: from now on nobody there can say that it did not come."""

    personal = False
    notice: Code
    received_by: Code


class NoticeAnswered(Body, kw_only=True, frozen=True, tag="supervision.notice_answered/1"):
    """The house answered a notice: its leader signed the receipt of what was put right."""

    personal = False
    notice: Code
    words: Words
    signed_by: Code


class FindingRectified(Body, kw_only=True, frozen=True, tag="supervision.finding_rectified/1"):
    """The house put a finding right: what was done, by whom, and what shows it. Its sight is another's."""

    personal = False
    finding: Code
    done: Words
    evidence: Evidence = ()
    rectified_by: Code


class FindingReinspected(Body, kw_only=True, frozen=True, tag="supervision.finding_reinspected/1"):
    """Somebody else looked again: it is put right and the finding closed, or it is returned (M33, law 13)."""

    request = True
    personal = False
    finding: Code
    outcome: Outcome
    seen: Words
    evidence: Evidence = ()
    reinspected_by: Code


class FindingReopened(Body, kw_only=True, frozen=True, tag="supervision.finding_reopened/1"):
    """A closed finding turned out not to be put right, or came again at once: it is open, history and all."""

    request = True
    personal = False
    finding: Code
    reason: Words
    reopened_by: Code


KINDS: tuple[type[Body], ...] = (
    FindingRaised, NoticeIssued, NoticeReceived, NoticeAnswered, FindingRectified, FindingReinspected,
    FindingReopened,
)  # fmt: skip
