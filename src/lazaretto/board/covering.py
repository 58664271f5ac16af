"""Rounds of tests: whom each covers, and whom it has not reached."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lazaretto.board.city import Coverage
from lazaretto.board.houses import House, among, per_facility
from lazaretto.facts.periods import instant
from lazaretto.obligations.outcomes import departed, reached
from lazaretto.registers.events import Columns, Flags, Ints
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import STRATA


@dataclass(frozen=True, slots=True)
class Rounds:
    """Rounds as columns: how many were asked, had an outcome, or left custody before one.

    asked_at, outcomes_at: the same, summed by facility number.
    missing: the keys of those without an outcome who did not leave, round after round; those of one
    round end at its ``until`` and begin where those of the round before end.
    """

    opened: Columns
    asked: Ints
    outcomes: Ints
    asked_at: Ints
    outcomes_at: Ints
    left: Ints
    closed: Flags
    missing: Ints
    until: Ints

    def of(self, seen: Sequence[House], *, count: int) -> Ints:
        """The numbers of the rounds at these facilities; ``count``: facilities in the record."""
        return np.flatnonzero(among(seen, count)[self.opened.facility])


def round_up(standing: Standing, *, since: int) -> Rounds:
    """Every round of the network that was still open at ``since``: one pass over the columns."""
    opened = standing.events("round_opened")
    opened = opened.where(opened.aux >= since)
    first = int(opened.occurred.min(initial=standing.at))
    muster = standing.during("mustered", first, standing.at + 1)
    by_fact = np.argsort(opened.fact, kind="stable")
    place, mine = _found(opened.fact[by_fact], muster.fact)
    person, which = muster.key[mine], by_fact[place[mine]]
    has = _answered(standing, opened, person, which, first)
    left = np.zeros(len(person), np.bool_)
    lacks = np.flatnonzero(~has)
    asked = which[lacks]
    left[lacks] = (
        departed(standing, person[lacks], opened.facility[asked], opened.occurred[asked], opened.aux[asked])
        >= 0
    )
    order = np.argsort(which, kind="stable")
    lacking = order[(~has & ~left)[order]]
    count, width = len(opened), len(standing.facilities)
    return Rounds(
        opened=opened, asked=np.bincount(which, minlength=count),
        outcomes=np.bincount(which[has], minlength=count),
        asked_at=per_facility(opened.facility[which], count=width),
        outcomes_at=per_facility(opened.facility[which[has]], count=width),
        left=np.bincount(which[left], minlength=count),
        closed=np.isin(opened.key, standing.events("round_closed").key), missing=person[lacking],
        until=np.cumsum(np.bincount(which[lacking], minlength=count)),
    )  # fmt: skip


def cover(
    rounds: Rounds, standing: Standing, *, seen: Sequence[House], limit: int | None = None
) -> tuple[Coverage, ...]:
    """The rounds at these facilities, the least covered first, and no more than ``limit``."""
    mine = rounds.of(seen, count=len(standing.facilities))
    if limit is not None and limit < len(mine):
        share = rounds.outcomes[mine] / np.maximum(rounds.asked[mine], 1)
        mine = mine[np.lexsort((rounds.opened.aux[mine], share))[:limit]]
    found = [_coverage(rounds, standing, row) for row in mine.tolist()]
    return tuple(sorted(found, key=lambda c: (c.share, c.closes, c.facility, c.stratum)))


def _answered(standing: Standing, opened: Columns, person: Ints, which: Ints, first: int) -> Flags:
    """Who of a muster has an outcome in the same round at the same facility, since it was opened."""
    given = reached(standing, first, standing.at + 1)
    width, people = len(standing.facilities), len(standing.names)
    held = opened.key * width + opened.facility  # one round may run at many facilities
    known, earliest = np.unique(held, return_index=True)
    place, there = _found(known, given.aux * width + given.facility)
    there[there] = given.occurred[there] >= opened.occurred[earliest[place[there]]]
    outcomes = np.sort(place[there] * people + given.key[there])
    return _found(outcomes, known.searchsorted(held)[which] * people + person)[1]


def _found(ordered: Ints, wanted: Ints) -> tuple[Ints, Flags]:
    """Where each number stands in ascending ones, and whether it is among them at all."""
    place = ordered.searchsorted(wanted)
    there = place < len(ordered)
    there[there] = ordered[place[there]] == wanted[there]
    return place, there


def _coverage(rounds: Rounds, standing: Standing, row: int) -> Coverage:
    opened, names = rounds.opened, standing.names
    missing = rounds.missing[rounds.until[row - 1] if row else 0 : rounds.until[row]]
    return Coverage(
        facility=standing.facilities.name(int(opened.facility[row])), round=names.name(int(opened.key[row])),
        stratum=STRATA[int(opened.value[row])], opened=instant(int(opened.occurred[row])),
        closes=instant(int(opened.aux[row])), closed=bool(rounds.closed[row]), muster=int(rounds.asked[row]),
        outcomes=int(rounds.outcomes[row]), left=int(rounds.left[row]),
        uncovered=tuple(names.name(key) for key in missing.tolist()),
    )  # fmt: skip
