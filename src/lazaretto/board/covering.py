"""Rounds of tests: whom each covers, and whom it has not reached."""

from collections.abc import Sequence

import numpy as np

from lazaretto.board.city import Coverage
from lazaretto.board.houses import House
from lazaretto.facts.periods import instant
from lazaretto.registers.events import Columns
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import STRATA


def cover(standing: Standing, *, seen: Sequence[House], since: int) -> tuple[Coverage, ...]:
    """The rounds at these facilities that were still open at ``since``, the least covered first."""
    rounds = standing.events("round_opened")
    rounds = rounds.where((rounds.aux >= since) & np.isin(rounds.facility, [h.number for h in seen]))
    if not len(rounds):
        return ()
    codes = {house.number: house.code for house in seen}
    first = int(rounds.occurred.min())
    muster = standing.during("mustered", first, standing.at + 1)
    muster = muster.where(np.isin(muster.fact, rounds.fact))
    muster = muster.where(np.argsort(muster.fact, kind="stable"))
    covered = standing.during("covered", first, standing.at + 1)
    covered = covered.where(np.isin(covered.aux, rounds.key))
    covered = covered.where(np.argsort(covered.aux, kind="stable"))
    gone = standing.during("unplaced", first, standing.at + 1)
    closed = set(standing.events("round_closed").key.tolist())
    found = [
        _coverage(standing, rounds, row, muster, covered, gone, codes, closed) for row in range(len(rounds))
    ]
    return tuple(sorted(found, key=lambda c: (c.share, c.closes, c.facility, c.stratum)))


def _coverage(
    standing: Standing, rounds: Columns, row: int, muster: Columns, covered: Columns, gone: Columns,
    codes: dict[int, str], closed: set[int],
) -> Coverage:  # fmt: skip
    key, facility, fact = int(rounds.key[row]), int(rounds.facility[row]), int(rounds.fact[row])
    asked = muster.key[slice(*np.searchsorted(muster.fact, (fact, fact + 1)))]
    given = covered.where(slice(*np.searchsorted(covered.aux, (key, key + 1))))
    has = np.isin(asked, given.key[given.facility == facility])
    left = ~has & np.isin(asked, gone.key[gone.occurred >= rounds.occurred[row]])
    names = standing.names
    return Coverage(
        facility=codes[facility], round=names.name(key),
        stratum=STRATA[int(rounds.value[row])], opened=instant(int(rounds.occurred[row])),
        closes=instant(int(rounds.aux[row])), closed=key in closed, muster=len(asked),
        outcomes=int(has.sum()), left=int(left.sum()),
        uncovered=tuple(names.name(k) for k in asked[~has & ~left].tolist()),
    )  # fmt: skip
