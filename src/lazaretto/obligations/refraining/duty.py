"""The closed loop of staff: who may come in, step up, and who must be among them."""

from dataclasses import replace

import numpy as np

from lazaretto.obligations.days import HOUR, counted, local_day_numbers
from lazaretto.obligations.refraining.custody import moved_to
from lazaretto.obligations.refraining.entry import approved
from lazaretto.obligations.rostering.admitting import Asked, admitted, at_home, days_at_home
from lazaretto.obligations.seeking import row_before
from lazaretto.registers.duty import PHASES, POSTS, SEXES
from lazaretto.registers.events import Columns
from lazaretto.registers.gate import CATEGORIES, ZONES
from lazaretto.registers.spans import span_at, value_at
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS

Settings = dict[str, int]


def early_reentry(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Staff came in through the gate before their days at home (C) were over (M10, M25).

    Those are as many as the clause says, or as the roster that rules the day gave them; and nobody comes in
    on a day on which it keeps them at home.
    """
    entered = _people(standing.during("entered", start, end))
    asked = _at_the_gate(standing, entered)
    row = span_at(standing.phases, entered.key, entered.occurred)
    kept = at_home(standing, asked)
    if not len(standing.phases):
        return entered.where(kept)
    safe = np.maximum(row, 0)
    since = local_day_numbers(standing, entered.facility, standing.phases.start[safe])
    given = days_at_home(standing, asked)
    days = np.where(given >= 0, given, settings["days"])
    home = (row >= 0) & (standing.phases.value[safe] == PHASES.index("C"))
    return entered.where(kept | (home & (asked.day - since < days)))


def unrostered_entry(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Staff came in on a day on which no roster in force, signed by then, lets them in (M08, M10).

    Nor had anybody approved that one entry. Those who are to be at home (C) are ``early_reentry``'s.
    """
    entered, basis = standing.during("entered", start, end), standing.during("entered_on", start, end)
    staff = np.isin(entered.key, standing.events("enrolled").key)
    staff &= value_at(standing.phases, entered.key, entered.occurred, default=-1) != PHASES.index("C")
    staff &= ~approved(standing, entered, basis)
    entered = entered.where(staff)
    asked = _at_the_gate(standing, entered)
    return entered.where(~admitted(standing, asked) & ~at_home(standing, asked))


def roster_despite(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A roster was published that breaks a rule with open eyes: its signature names it, and why (M30)."""
    return standing.during("roster_despite", start, end)


def standby_inside_guarded(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Staff on standby (B) went into the guarded area, where A is (M25)."""
    entered = _people(standing.during("entered", start, end))
    phase = value_at(standing.phases, entered.key, entered.occurred, default=-1)
    return entered.where((phase == PHASES.index("B")) & (entered.value == ZONES.index("guarded")))


def step_up_untested(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Staff stepped into the guarded area without a negative result that was recent enough (M25)."""
    stepped = _stepping_inside(standing, start, end)
    results = standing.during("result", start - settings["hours"] * HOUR, end)
    row = row_before(results, stepped.key, stepped.occurred)
    recent = row >= 0
    if len(results):
        safe = np.maximum(row, 0)
        recent &= results.value[safe] == RESULTS.index("negative")
        recent &= stepped.occurred - results.occurred[safe] <= settings["hours"] * HOUR
    return stepped.where(~recent)


def batch_incomplete(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A batch stepped inside and by the end of that day lacked a leader, a medic or a woman (M25)."""
    stepped = _stepping_inside(standing, start - 2 * 24 * HOUR, end)
    if not len(stepped):
        return stepped
    day = local_day_numbers(standing, stepped.facility, stepped.occurred)
    enrolled = standing.events("enrolled")
    row = row_before(enrolled, stepped.key, stepped.occurred)
    safe = np.maximum(row, 0)
    post = np.where(row >= 0, enrolled.value[safe], -1) if len(enrolled) else row
    sex = np.where(row >= 0, enrolled.aux[safe], -1) if len(enrolled) else row
    _, first, batch = np.unique(
        np.stack([stepped.facility, stepped.aux, day]), axis=1, return_index=True, return_inverse=True
    )
    batch = batch.reshape(-1)
    lacking = np.zeros(len(first), np.bool_)
    for who, least in (
        (post == POSTS.index("leader"), "leaders"),
        (post == POSTS.index("medic"), "medics"),
        (sex == SEXES.index("female"), "women"),
    ):
        lacking |= np.bincount(batch, who, minlength=len(first)) < settings[least]
    seen = stepped.where(first)
    due = counted(standing, seen.facility, seen.occurred, day=0, hour=None)
    of_batches = replace(seen, key=seen.aux)
    return moved_to(of_batches, lacking & (due < end), due)


def handover_to_oneself(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody acknowledged their own handover (M29)."""
    taken, given = standing.during("handover_acknowledged", start, end), standing.events("handed_over")
    row = row_before(given, taken.key, taken.occurred)
    same = row >= 0
    if len(given):
        same &= given.value[np.maximum(row, 0)] == taken.value
    return taken.where(same)


def _people(entered: Columns) -> Columns:
    return entered.where(entered.aux == CATEGORIES.index("person"))


def _at_the_gate(standing: Standing, entered: Columns) -> Asked:
    day = local_day_numbers(standing, entered.facility, entered.occurred)
    return Asked(entered.key, entered.facility, day, entered.occurred)


def _stepping_inside(standing: Standing, start: int, end: int) -> Columns:
    stepped = standing.during("phase_started", start, end)
    return stepped.where(stepped.value == PHASES.index("A"))
