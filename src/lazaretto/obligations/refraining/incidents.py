"""While an incident runs: who moved though nobody was to, who went home unwell, how many cases there are."""

import numpy as np

from lazaretto.obligations.incidents import is_frozen, of_people
from lazaretto.obligations.linking import cleared_since, crossing, linked, unwell_since, watched
from lazaretto.obligations.overriding import let_out
from lazaretto.obligations.seeking import row_before
from lazaretto.registers.command import USES
from lazaretto.registers.custody import CAME_BACK, LEFT_NETWORK, MOVED, OUTSIDE, TRANSFERRED_OUT
from lazaretto.registers.events import Columns, joined
from lazaretto.registers.gate import CATEGORIES
from lazaretto.registers.spans import span_at, value_at
from lazaretto.registers.standing import Standing

Settings = dict[str, int]


def moved_while_frozen(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody was moved into a frozen place, or out of one (M20).

    What care and the law ask for is none of it: an isolation room, a hospital, a court, a release, and the
    way back to one's own bed.
    """
    if not len(standing.events("frozen")):
        return standing.during("frozen", start, end)
    placed = standing.during("placed", start, end)
    before = value_at(standing.in_cell, placed.key, placed.occurred - 1, default=-1)
    care = value_at(standing.places, placed.value, placed.occurred, default=-1) == USES.index("isolation")
    stays = before == placed.value
    into = is_frozen(standing, placed.value, placed.occurred)
    out_of = np.isin(placed.aux, (MOVED, CAME_BACK)) & is_frozen(standing, before, placed.occurred)
    moved = placed.where(~care & ~stays & (into | out_of))
    return joined([moved, _sent_away(standing, start, end)])


def _sent_away(standing: Standing, start: int, end: int) -> Columns:
    """Sent from a frozen place to another house, or out of the network for anything but care."""
    gone = standing.during("unplaced", start, end)
    cell = value_at(standing.in_cell, gone.key, gone.occurred - 1, default=-1)
    to = standing.events("left_network")
    row = row_before(to, gone.key, gone.occurred)
    healing = [OUTSIDE.index(sort) for sort in ("hospital", "treatment")]
    ill = (row >= 0) & np.isin(to.value[np.maximum(row, 0)], healing) if len(to) else row >= 0
    moved = (gone.value == TRANSFERRED_OUT) | ((gone.value == LEFT_NETWORK) & ~ill)
    return gone.where(moved & is_frozen(standing, cell, gone.occurred))


def went_home_unwell(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Staff went out of the gate while an incident about them ran, and no clear negative was known (M20).

    A single negative clears, of a swab taken since the last symptom or positive. Whoever is taken to a
    hospital, or was let out by name, did not go home.
    """
    left = standing.during("left", start, end)
    staff = np.isin(left.key, standing.events("enrolled").key) & (left.aux == CATEGORIES.index("person"))
    left = left.where(staff)
    row = span_at(of_people(standing), left.key, left.occurred - 1)
    left, row = left.where(row >= 0), row[row >= 0]
    if not len(left):
        return left
    since = unwell_since(standing, left.key, left.occurred)
    since = np.where(since >= 0, since, of_people(standing).start[row])
    clear = cleared_since(standing, left.key, since, left.occurred)
    return left.where(~clear & ~let_out(standing, left))


def linked_cases(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A house came to so many cases within so many days that they must be thought linked. Key: the house."""
    return crossing(standing, linked(settings), days=settings["days"], start=start, end=end)


def watch_threshold(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A house came to so many cases among its staff that it belongs on the watchlist. Key: the house.

    settings: ``staff`` alone, or ``staff_with`` and ``detainees`` together, within ``days``.
    """
    return crossing(standing, watched(settings), days=settings["days"], start=start, end=end)
