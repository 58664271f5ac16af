"""What was owed in the day and how it stands, by family; what was found; the lines that must read nought."""

from collections.abc import Sequence

import numpy as np

from lazaretto.facts.fact import family_of
from lazaretto.obligations.owed import Judged, Status
from lazaretto.obligations.stocking import shelves
from lazaretto.protocol.document import Refrain
from lazaretto.registers.events import Flags, Ints
from lazaretto.reports.day import Day
from lazaretto.reports.tables import Table, listed, named, tabled

STANDS = ("met", "late", "overdue", "missed", "open", "excused", "disputed")
_MET, _LATE, _OVERDUE, _MISSED, _OPEN, _EXCUSED, _DISPUTED = range(len(STANDS))
_PLAIN = np.array([_OPEN, _MET, _OVERDUE, _MISSED, _EXCUSED, _DISPUTED], np.int64)  # by Status
_COVER = "stock_below_cover"


def owing(day: Day) -> tuple[Table, ...]:
    """The tables of the section, in their order."""
    return (_owed(day), _found(day), _bottom_lines(day), _stock(day))


def _owed(day: Day) -> Table:
    families = _families(day)
    owed = dict.fromkeys(families, 0)
    stands = {family: np.zeros(len(STANDS), np.int64) for family in families}
    for part in _of_kind(day, refrains=False):
        due = _due(day, part)
        family = part.block.clause.family
        owed[family] += int(due.sum())
        stands[family] += np.bincount(_how(part)[due], minlength=len(STANDS))
    by_stand = np.array([stands[family] for family in families], np.int64).reshape(-1, len(STANDS)).T
    return tabled("obligations", families, {"owed": owed.values(), **named(STANDS, by_stand.tolist())})


def _found(day: Day) -> Table:
    families = _families(day)
    breaches, contradictions = dict.fromkeys(families, 0), dict.fromkeys(families, 0)
    for part in _of_kind(day, refrains=True):
        breaches[part.block.clause.family] += int(_due(day, part).sum())
    for problem in day.assessment.problems:
        if day.mine[problem.facility] and day.start <= problem.occurred < day.end:
            contradictions[family_of(day.facts[problem.fact].body)] += 1
    return tabled(
        "findings", families, {"breaches": breaches.values(), "contradictions": contradictions.values()}
    )


def _bottom_lines(day: Day) -> Table:
    """The indicators of the documents in force as the day ends; what was missed or broken counts."""
    lines = {
        line.id: 0
        for force in day.forces
        if force.since <= day.last < force.until
        for line in force.protocol.bottom_lines
    }
    for part in day.assessment.judged:
        line = part.block.clause.bottom_line
        if line in lines:
            lines[line] += int((_due(day, part) & (part.status == Status.MISSED)).sum())
    return listed("bottom_lines", lines)


def _stock(day: Day) -> Table:
    """Items of the stores, and how many of them last for too short a time."""
    settings = _cover(day)
    found = {"items": 0, "short": 0, "empty": 0, "expired": 0}
    for number in day.numbers if settings else ():
        for shelf in shelves(day.standing, facility=number, window=settings["days_used"]):
            found["items"] += 1
            found["short"] += shelf.days is not None and shelf.days < settings["days_cover"]
            found["empty"] += shelf.usable == 0
            over = (one.pieces > 0 and one.expired(day.date_of(number)) for one in shelf.batches)
            found["expired"] += any(over)
    return listed("stock", found)


def _cover(day: Day) -> dict[str, int]:
    """For how long a store must last, by the document in force as the day ends; empty where none says."""
    for force in reversed(day.forces):
        for clause in force.protocol.clauses:
            duty, rules = clause.duty, force.since <= day.last < force.until
            if rules and isinstance(duty, Refrain) and duty.condition == _COVER:
                return duty.settings
    return {}


def _of_kind(day: Day, *, refrains: bool) -> Sequence[Judged]:
    return [part for part in day.assessment.judged if isinstance(part.block.clause.duty, Refrain) is refrains]


def _due(day: Day, part: Judged) -> Flags:
    """Which rows are these facilities' and came due in the day: each belongs to one day only."""
    due = part.block.due
    found: Flags = day.mine[part.block.facility] & (due >= day.start) & (due < day.end)
    return found


def _how(part: Judged) -> Ints:
    how = _PLAIN[part.status]
    how[(part.status == Status.LATE) & (part.answer >= 0)] = _LATE
    return how


def _families(day: Day) -> tuple[str, ...]:
    """The families of what was owed anywhere, and of facts that contradict others, by name."""
    owed = {part.block.clause.family for part in day.assessment.judged}
    said = {family_of(day.facts[problem.fact].body) for problem in day.assessment.problems}
    return tuple(sorted(owed | said))
