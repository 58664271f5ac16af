"""Dispatches: the daily meeting over every facility, its agenda, the answers, and the signed minutes."""

from typing import Annotated, Literal

import msgspec

from lazaretto.facts.fact import Body, Code, Count, Instant, Words

# missed … problem: findings of a clause or of the record itself; changed: what was ordered; arising: an
# assignment of an earlier dispatch that is not verified
LineSort = Literal["missed", "late", "disputed", "breach", "problem", "changed", "arising"]


class AgendaLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of the agenda of one facility, as the record stood at the opening.

    rule: the clause, the rule of the record, the kind of fact, or the assignment. count: how often.
    first: when the earliest of them came about.
    """

    line: Code
    sort: LineSort
    rule: Code
    count: Count
    first: Instant
    document: Code | None = None
    version: Code | None = None


class DispatchOpened(Body, kw_only=True, frozen=True, tag="command.dispatch_opened/1"):
    """The detachment opened a dispatch; its agenda speaks of what came about since an instant."""

    request = True
    personal = False
    dispatch: Code
    chaired_by: Code
    present: Annotated[tuple[Code, ...], msgspec.Meta(min_length=1, max_length=60)]
    since: Instant


class AgendaDrawn(Body, kw_only=True, frozen=True, tag="command.agenda_drawn/1"):
    """A facility was called to a dispatch with these lines to answer; without one it answers none."""

    personal = False
    dispatch: Code
    lines: Annotated[tuple[AgendaLine, ...], msgspec.Meta(max_length=200)] = ()


class LineAnswered(Body, kw_only=True, frozen=True, tag="command.line_answered/1"):
    """A facility answered a line of its agenda."""

    personal = False
    dispatch: Code
    line: Code
    answer: Words


class LineNoted(Body, kw_only=True, frozen=True, tag="command.line_noted/1"):
    """The chair took note of a line: nothing more is asked about it."""

    personal = False
    dispatch: Code
    line: Code
    words: Words | None = None


class DispatchClosed(Body, kw_only=True, frozen=True, tag="command.dispatch_closed/1"):
    """A dispatch was closed, and somebody answers for its minutes."""

    request = True
    personal = False
    dispatch: Code
    recorded_by: Code
    remarks: Words | None = None


class MinutesSigned(Body, kw_only=True, frozen=True, tag="command.minutes_signed/1"):
    """Somebody other than whoever recorded them signed the minutes of a dispatch."""

    request = True
    personal = False
    dispatch: Code
    signed_by: Code


KINDS: tuple[type[Body], ...] = (
    DispatchOpened, AgendaDrawn, LineAnswered, LineNoted, DispatchClosed, MinutesSigned,
)  # fmt: skip
