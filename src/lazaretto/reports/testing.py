"""Tests: rounds that ran with whom they reached, results of the day, and what came of everybody mustered."""

import numpy as np

from lazaretto.obligations.outcomes import NONE, OUTCOMES, Round
from lazaretto.obligations.rounds import mustered, rounds, tally
from lazaretto.registers.testing import RESULTS, STRATA
from lazaretto.reports.day import Day, counted, each
from lazaretto.reports.tables import Table, listed, named, tabled


def testing(day: Day) -> tuple[Table, ...]:
    """The tables of the section, in their order."""
    ran = [one for one in rounds(day.standing) if day.mine[one.facility] and _ran(day, one)]
    return (_rounds(day, ran), _outcomes(day, ran), _tubes(day))


def _ran(day: Day, one: Round) -> bool:
    """Whether a round was open at some instant of the day."""
    return one.opened < day.end and min(one.closes, one.closed) > day.start


def _rounds(day: Day, ran: list[Round]) -> Table:
    found = np.zeros((len(STRATA), 4), np.int64)
    for one in ran:
        came = tally(day.standing, one)
        muster, missed = len(mustered(day.standing, one)), int(came[NONE])
        found[one.stratum] += (1, muster, int(came.sum()) - missed, missed)
    names = ("rounds", "muster", "covered", "uncovered")
    return tabled("rounds", STRATA, named(names, found.T.tolist()))


def _outcomes(day: Day, ran: list[Round]) -> Table:
    found = np.zeros((len(STRATA), len(OUTCOMES)), np.int64)
    for one in ran:
        found[one.stratum] += tally(day.standing, one)
    return tabled("outcomes", OUTCOMES, named(STRATA, found.tolist()))


def _tubes(day: Day) -> Table:
    """Swabs taken, and what the laboratories said in the day, tube by tube."""
    said, swabbed = day.happened("tube_result"), day.happened("sampled")
    results = named(RESULTS, counted(said.value, len(RESULTS)))
    return listed("tubes", {
        "swabbed": each(swabbed), "tubes": each(day.happened("tube_filled")),
        "answered": len(said), **results,
    })  # fmt: skip
