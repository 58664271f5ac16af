"""A day cut into windows that the sources share, so that like is compared with like.

A telephone tally may span six hours and a replay two. A cut stands where a statement begins or ends and
no other statement runs across it; a source has a reading of a window where its statements fill it whole,
and none where they do not: nobody said is not zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lazaretto.facts.supervision import Flow, Tallied


@dataclass(frozen=True, slots=True)
class Stated:
    """A tally or a replay as it was stated. first, last: seconds.

    by: who took it. source: who told it by telephone, or which camera was replayed.
    """

    fact: UUID
    at: datetime
    by: str
    source: str
    first: int
    last: int
    flows: tuple[Flow, ...]

    def flow(self, of: Tallied) -> Flow | None:
        """What it says of one category."""
        return next((flow for flow in self.flows if flow.of == of), None)


def standing_ones(stated: Sequence[Stated], *, start: int, end: int) -> tuple[Stated, ...]:
    """The statements that count, in the order of time: of two that overlap the later one, within the day.

    stated: in the order in which they were stated.
    """
    kept: list[Stated] = []
    for one in reversed(stated):
        apart = all(one.last <= other.first or other.last <= one.first for other in kept)
        if apart and start <= one.first < one.last <= end:
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.first))


def cuts(stated: Sequence[Stated], *, start: int, end: int, usual: Sequence[int]) -> tuple[int, ...]:
    """Where the day is cut, beginning and end included. usual: where it is cut if nothing runs across."""
    edges = {edge for one in stated for edge in (one.first, one.last)} | set(usual)
    inner = (edge for edge in edges if start < edge < end)
    free = [edge for edge in inner if not any(one.first < edge < one.last for one in stated)]
    return (start, *sorted(free), end)


def reading(
    stated: Sequence[Stated], of: Tallied, *, first: int, last: int
) -> tuple[int | None, int | None, int | None]:
    """(came, went, inside at the end) of one window by one source; None for what it does not say."""
    inner = [one for one in stated if first <= one.first and one.last <= last]
    flows = [one.flow(of) for one in inner]
    told = [flow for flow in flows if flow is not None]
    inside = told[-1].inside if told and flows[-1] is not None and inner[-1].last == last else None
    if len(told) != len(flows) or sum(one.last - one.first for one in inner) != last - first:
        return None, None, inside
    return sum(flow.came for flow in told), sum(flow.went for flow in told), inside
