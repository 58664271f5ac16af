"""Inspections by checklist: opened, answered item by item, closed; what failed is a finding (M34).

In Chinese 排查. The word *sweep* is taken by the temperatures and disinfections of a round through a house.
"""

from typing import Annotated, Literal

import msgspec

from lazaretto.facts.fact import Body, Code, Words
from lazaretto.facts.notices import Evidence

InspectedBy = Literal["house", "detachment"]


class ItemAnswer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What was found at one item of a checklist.

    said: ``yes`` or ``no``, a number, the id of a choice, or words, as the item asks; None: it does not
    apply here, and ``words`` say why.
    """

    item: Code
    said: Annotated[str, msgspec.Meta(min_length=1, max_length=400)] | None = None
    words: Words | None = None
    evidence: Evidence = ()


class InspectionOpened(Body, kw_only=True, frozen=True, tag="supervision.inspection_opened/1"):
    """Somebody began to inspect this house by a checklist of the protocol in force.

    by: the house looks at itself, or the detachment looks at it. document, version: whose checklist it is;
    the inspection keeps to it, whatever is issued meanwhile.
    """

    personal = False
    inspection: Code
    checklist: Code
    document: Code
    version: Code
    by: InspectedBy
    opened_by: Code


class ItemsAnswered(Body, kw_only=True, frozen=True, tag="supervision.items_answered/1"):
    """Items of a running inspection were answered. The latest answer to an item counts; all are kept."""

    personal = False
    inspection: Code
    answers: Annotated[tuple[ItemAnswer, ...], msgspec.Meta(min_length=1, max_length=200)]
    answered_by: Code


class InspectionClosed(Body, kw_only=True, frozen=True, tag="supervision.inspection_closed/1"):
    """An inspection was signed: every item is answered. score: per mille of the weight that could be had."""

    request = True
    personal = False
    inspection: Code
    checklist: Code
    score: Annotated[int, msgspec.Meta(ge=0, le=1000)]
    failed: Annotated[int, msgspec.Meta(ge=0, le=200)]
    closed_by: Code
    words: Words | None = None


KINDS: tuple[type[Body], ...] = (InspectionOpened, ItemsAnswered, InspectionClosed)
