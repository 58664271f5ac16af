"""A long history folded: what is done every day goes into one line a day, so that the rest stands out."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lazaretto.board.timeline import Entry
from lazaretto.facts.periods import local_day

ROUTINE_KINDS = frozenset({"hygiene.temperatures_taken", "quarantine.visited", "duty.checked_in"})
ROUTINE_FAMILIES = frozenset({"regime"})


@dataclass(frozen=True, slots=True)
class Day:
    """A stretch of the history to show as one: a fact that stands out alone, or a day's routine.

    counts: (kind, how many) of a folded day, the most frequent first; empty for a fact that stands alone.
    """

    day: date
    entries: tuple[Entry, ...]
    counts: tuple[tuple[str, int], ...]


def fold(entries: Iterable[Entry], *, zone: str, outstanding: Collection[UUID]) -> tuple[Day, ...]:
    """The entries newest first. ``outstanding``: facts that are never folded (a fever).

    A day's routine stands where its newest fact did. What is disputed or replaced is never folded.
    """
    routine: dict[date, list[Entry]] = {}
    lines: list[tuple[date, list[Entry], bool]] = []
    for entry in reversed(tuple(entries)):
        day = local_day(entry.occurred, zone=zone)
        if not _routine(entry) or entry.fact in outstanding:
            lines.append((day, [entry], False))
        elif day in routine:
            routine[day].append(entry)
        else:
            routine[day] = [entry]
            lines.append((day, routine[day], True))
    return tuple(Day(day, tuple(group), _counts(group) if folded else ()) for day, group, folded in lines)


def _routine(entry: Entry) -> bool:
    return entry.mark == "stands" and (entry.kind in ROUTINE_KINDS or entry.family in ROUTINE_FAMILIES)


def _counts(group: Iterable[Entry]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(entry.kind for entry in group).most_common())
