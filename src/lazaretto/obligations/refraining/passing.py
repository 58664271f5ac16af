"""Who passed a gate though its check said no, and who came back from where nobody knows (M09, M10)."""

from dataclasses import replace

import numpy as np

from lazaretto.obligations.absence import absences
from lazaretto.obligations.days import HOUR
from lazaretto.obligations.overriding import stands
from lazaretto.obligations.refraining.entry import approved
from lazaretto.obligations.seeking import pairs, row_before
from lazaretto.registers.events import Columns, Flags, Ints
from lazaretto.registers.gate import CATEGORIES, IN, VERDICTS
from lazaretto.registers.standing import Standing

Settings = dict[str, int]


def entered_against_verdict(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Someone or something came in on a passage whose latest check said *hold* or *refuse* (M09).

    Save where a named override of that day lets them in. An entry that nobody checked is not meant here.
    """
    entered = standing.during("entered", start, end)
    verdict = _said_before(standing, "checked", entered)
    turned = (verdict >= 0) & (verdict != VERDICTS.index("admit"))
    return entered.where(turned & ~_overridden(standing, entered))


def absence_unexplained(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Staff came in after an absence that nobody can account for, and declared no travel or contact (M10).

    An absence is accounted for by check-ins from home or the site, at most ``hours`` apart; one from
    elsewhere never does. Whoever comes in on a leader's own approval was asked by the leader.
    """
    entered, basis = standing.during("entered", start, end), standing.during("entered_on", start, end)
    staff = np.isin(entered.key, standing.events("enrolled").key)
    staff &= (entered.aux == CATEGORIES.index("person")) & ~approved(standing, entered, basis)
    entered = entered.where(staff)
    if not len(entered):
        return entered
    silent = settings["hours"] * HOUR
    away = absences(standing, entered.key, entered.occurred, silent=silent)
    return entered.where(
        away.unexplained(entered.occurred, silent=silent) & (_said_before(standing, "declared", entered) != 1)
    )


def _said_before(standing: Standing, name: str, entered: Columns) -> Ints:
    """The value of the latest row that was said of each entry's subject on its passage by then; -1: none."""
    said, found = standing.events(name), np.full(len(entered), -1, np.int64)
    mine, row = pairs(_passages(standing, entered), said.aux)
    fits = (said.key[row] == entered.key[mine]) & (said.occurred[row] <= entered.occurred[mine])
    found[mine[fits]] = said.value[row[fits]]  # rows of one passage come in order of time: the latest stays
    return found


def _passages(standing: Standing, entered: Columns) -> Ints:
    """The passage (key) that each entry's own fact names, or -1."""
    passed = standing.events("passed")
    passed = passed.where((passed.aux == IN) & np.isin(passed.fact, entered.fact))
    order = np.argsort(passed.fact, kind="stable")
    row = np.searchsorted(passed.fact[order], entered.fact)
    named = np.isin(entered.fact, passed.fact)
    found = np.full(len(entered), -1, np.int64)
    found[named] = passed.key[order][row[named]]
    return found


def _overridden(standing: Standing, entered: Columns) -> Flags:
    """Whether somebody overrode that house's rules for each of them by name, less than a day before."""
    given = standing.events("overridden")
    given = replace(given, key=given.value)
    row = row_before(given, entered.key, entered.occurred)
    if not len(given):
        return row >= 0
    safe = np.maximum(row, 0)
    here: Flags = given.facility[safe] == entered.facility
    return stands(given, row, entered.occurred) & here
