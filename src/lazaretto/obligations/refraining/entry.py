"""By whose leave people, vehicles and goods came in (M08, M14): what the pages show, told over columns."""

from typing import NamedTuple

import numpy as np

from lazaretto.obligations.days import HOUR
from lazaretto.obligations.overriding import stands
from lazaretto.obligations.seeking import first_row, row_before
from lazaretto.registers.events import Columns, Flags, Ints
from lazaretto.registers.gate import APPROVERS, CATEGORIES, ZONES
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
LEADER, DETACHMENT = APPROVERS.index("leader"), APPROVERS.index("detachment")


class Given(NamedTuple):
    """Of each entry the rows of the leader's approval, the detachment's, and its first after the leader's."""

    leader: Ints
    upper: Ints
    second: Ints


def entry_without_approval(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Something entered without leave: the guarded area needs the detachment's besides (M08).

    People come in on the signed roster (``unrostered_entry`` looks after them); an emergency comes in
    on its override, which is reported the same day.
    """
    entered, basis = _entered(standing, start, end)
    return entered.where(~_rostered(standing, entered, basis) & ~approved(standing, entered, basis))


def entered_while_closed(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """While everything is closed, something came in on the leader's word alone (M14).

    What came in without any leave is :func:`entry_without_approval`'s.
    """
    entered, basis = _entered(standing, start, end)
    leave = approved(standing, entered, basis) & ~overridden(standing, entered, basis)
    return entered.where(leave & (_given(standing, entered, basis).upper < 0))


def approved(standing: Standing, entered: Columns, basis: Columns) -> Flags:
    """Whether each entry stood on an approval that was given, high enough and not over; or an override.

    basis: one row of ``entered_on`` an entry, in the same order.
    """
    given = _given(standing, entered, basis)
    either = (given.leader >= 0) | (given.upper >= 0)
    enough = np.where(_guarded(standing, entered, basis), given.second >= 0, either)
    held = enough & _asked_for(standing, entered, basis) & ~_ended(standing, entered, basis)
    return held & ~_narrowed(standing, entered, given) | overridden(standing, entered, basis)


def overridden(standing: Standing, entered: Columns, basis: Columns) -> Flags:
    """Whether each entry stood on a named override of the last day, for that person or thing."""
    rows = standing.events("overridden")
    row = row_before(rows, basis.value, entered.occurred)
    if not len(rows):
        return row >= 0
    safe = np.maximum(row, 0)
    held: Flags = stands(rows, row, entered.occurred) & (rows.value[safe] == entered.key)
    return held


def approver_is_requester(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Someone approved what they had asked for themselves (law 13)."""
    leave, asked = standing.during("entry_approved", start, end), standing.events("entry_requested")
    row = row_before(asked, leave.key, leave.occurred)
    same = row >= 0
    if len(asked):
        same &= asked.value[np.maximum(row, 0)] == leave.value
    return leave.where(same)


def approval_by_lapsed_delegation(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Someone approved by a leave that had lapsed, was for another, or was never given (M03)."""
    leave, good = _leave(standing)
    late = leave.where(~good)
    return late.between(start, end)


def delegation_overlong(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Approving was given away for longer than the protocol allows: then nobody answers for it (M03)."""
    given, opens = (
        standing.during("approval_delegated", start, end),
        standing.during("delegation_opens", start, end),
    )
    return given.where(given.aux - opens.aux > settings["hours"] * HOUR)


def _entered(standing: Standing, start: int, end: int) -> tuple[Columns, Columns]:
    return standing.during("entered", start, end), standing.during("entered_on", start, end)


def _rostered(standing: Standing, entered: Columns, basis: Columns) -> Flags:
    roster = (basis.value >= 0) & (basis.value == standing.names.find("roster"))
    by_roster: Flags = roster & (entered.aux == CATEGORIES.index("person"))
    return by_roster


def _asked_for(standing: Standing, entered: Columns, basis: Columns) -> Flags:
    """Whether what came in was asked for: it, there, in this house, and between these instants."""
    asked, wanted, opens = (
        standing.events(name) for name in ("entry_requested", "entry_wanted", "entry_opens")
    )  # one row a request each, in the same order
    row = row_before(asked, basis.value, entered.occurred)
    if not len(asked):
        return row >= 0
    safe = np.maximum(row, 0)
    same = (wanted.value[safe] == entered.key) & (asked.facility[safe] == entered.facility)
    there = (wanted.aux[safe] == ZONES.index("guarded")) | (entered.value == ZONES.index("administration"))
    then = (opens.value[safe] <= entered.occurred) & (entered.occurred < asked.aux[safe])
    fits: Flags = (row >= 0) & same & there & then
    return fits


def _guarded(standing: Standing, entered: Columns, basis: Columns) -> Flags:
    """Whether it was the guarded area that was asked for, or entered: both approvals are needed then."""
    asked, wanted = standing.events("entry_requested"), standing.events("entry_wanted")
    guarded: Flags = entered.value == ZONES.index("guarded")
    if not len(asked):
        return guarded
    row = row_before(asked, basis.value, entered.occurred)
    wish: Flags = (row >= 0) & (wanted.aux[np.maximum(row, 0)] == ZONES.index("guarded"))
    return guarded | wish


def _given(standing: Standing, entered: Columns, basis: Columns) -> Given:
    """The rows of ``entry_approved`` that counted at each entry; -1 where none did."""
    leave, good = _leave(standing)
    chief = good & (leave.aux == LEADER)
    above = good & (leave.aux == DETACHMENT)
    second = above & (row_before(leave.where(chief), leave.key, leave.occurred) >= 0)
    return Given(*(_first(leave, chosen, entered, basis) for chosen in (chief, above, second)))


def _first(leave: Columns, chosen: Flags, entered: Columns, basis: Columns) -> Ints:
    mine = np.flatnonzero(chosen)
    row = first_row(leave.where(mine), basis.value, entered.occurred)
    return np.where(row >= 0, mine[np.maximum(row, 0)], -1) if len(mine) else row


def _leave(standing: Standing) -> tuple[Columns, Flags]:
    """Every approval, and whether it was given by whoever may: a delegation, where one is named, held."""
    leave, until = standing.events("entry_approved"), standing.events("approved_until")
    given, opens = standing.events("approval_delegated"), standing.events("delegation_opens")
    named = until.aux >= 0
    row = row_before(opens, until.aux, leave.occurred)  # one row a delegation in both, in the same order
    if not len(given):
        return leave, ~named
    safe = np.maximum(row, 0)
    for_them = (given.key[safe] == leave.value) & (given.key[safe] != opens.value[safe])
    there = (given.facility[safe] == leave.facility) & (given.value[safe] == leave.aux)
    ended = row_before(standing.events("delegation_ended"), until.aux, leave.occurred) >= 0
    then = (opens.aux[safe] <= leave.occurred) & (leave.occurred < given.aux[safe]) & ~ended
    return leave, ~named | ((row >= 0) & for_them & there & then)


def _ended(standing: Standing, entered: Columns, basis: Columns) -> Flags:
    """Whether it had been denied or withdrawn by then: a no always counts."""
    over = [
        row_before(standing.events(name), basis.value, entered.occurred) >= 0
        for name in ("entry_denied", "entry_withdrawn")
    ]
    return over[0] | over[1]


def _narrowed(standing: Standing, entered: Columns, given: Given) -> Flags:
    """Whether somebody had approved it for a shorter time, which was over."""
    until = standing.events("approved_until")
    over = np.zeros(len(entered), np.bool_)
    for row in given if len(until) else ():
        over |= (row >= 0) & (until.value[np.maximum(row, 0)] <= entered.occurred)
    return over
