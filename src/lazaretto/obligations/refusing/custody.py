"""Reasons against keeping a place: each asks the condition that would find the place afterwards."""

import numpy as np

from lazaretto.facts.custody import PlaceRequested
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.incidents import frozen, is_frozen
from lazaretto.registers.command import USES
from lazaretto.registers.spans import span_at, value_at

Values = dict[str, str]


def already_there(asking: Asking) -> Values | None:
    """The person is in this cell, were it by a statement that is disputed."""
    body, standing = asking.said(PlaceRequested), asking.standing
    beds = standing.in_cell.at(standing.at)
    mine = beds.value[beds.key == standing.names.find(body.person)]
    there = standing.names.find(body.cell) in mine
    return {"person": body.person, "cell": body.cell} if there else None


def cell_full(asking: Asking) -> Values | None:
    """The people in the cell, and those for whom a place in it is kept, fill it (M17).

    The ledger refuses it too; here whoever is there by a disputed statement counts as well.
    """
    body, standing = asking.said(PlaceRequested), asking.standing
    cell, person = standing.names.find(body.cell), standing.names.find(body.person)
    row = int(span_at(standing.places, np.array([cell]), np.array([standing.at]))[0])
    if row < 0:
        return None
    taken = {
        int(key)
        for rows in (standing.in_cell.at(standing.at), standing.kept.at(standing.at))
        for key in rows.key[rows.value == cell]
    }
    full = len(taken - {person}) >= int(standing.places.aux[row])
    return {"cell": body.cell} if full else None


def sexes_would_mix(asking: Asking) -> Values | None:
    """The place would bring a woman and a man into one cell (M18)."""
    return _cell_if(asking, "sexes_share_cell")


def ages_would_mix(asking: Asking) -> Values | None:
    """The place would bring a minor and an adult into one cell (M18)."""
    return _cell_if(asking, "minor_with_adults")


def codefendants_would_meet(asking: Asking) -> Values | None:
    """The place would bring two people of one case into one cell (M18)."""
    return _cell_if(asking, "codefendants_share_cell")


def nonassociates_would_meet(asking: Asking) -> Values | None:
    """The place would bring two people together who must be kept apart (M18)."""
    return _cell_if(asking, "nonassociates_share_cell")


def strangers_would_mix(asking: Asking) -> Values | None:
    """The place would bring someone of another day into a quarantine cell (M18)."""
    return _cell_if(asking, "stranger_in_cohort")


def cohort_is_closed(asking: Asking) -> Values | None:
    """The cohort of the cell is closed (M18)."""
    return _cell_if(asking, "entered_closed_cohort")


def cell_out_of_use(asking: Asking) -> Values | None:
    """The cell was taken out of use (M17)."""
    return _cell_if(asking, "withdrawn_cell_used")


def cell_undisinfected(asking: Asking) -> Values | None:
    """The cell was not disinfected since its last people left it (M17)."""
    return _cell_if(asking, "cell_not_disinfected")


def movement_frozen(asking: Asking) -> Values | None:
    """The cell, or the one where the person is, is frozen by an incident; an isolation room is care (M20)."""
    if asking.settings("moved_while_frozen") is None:
        return None
    body, standing = asking.said(PlaceRequested), asking.standing
    to, now = standing.names.find(body.cell), np.array([standing.at], np.int64)
    if value_at(standing.places, np.array([to]), now, default=-1)[0] == USES.index("isolation"):
        return None
    beds = standing.in_cell.at(standing.at)
    held = beds.value[beds.key == standing.names.find(body.person)].tolist()
    for cell in (to, *held):
        if is_frozen(standing, np.array([cell], np.int64), now)[0]:
            row = int(span_at(frozen(standing), np.array([cell], np.int64), now)[0])
            incident = standing.names.name(int(frozen(standing).value[row]))
            return {"cell": standing.names.name(cell), "incident": incident}
    return None


def infectious_beside(asking: Asking) -> Values | None:
    """Someone infectious is in a neighbouring cell (M17)."""
    return _cell_if(asking, "placed_beside_infectious")


def _cell_if(asking: Asking, condition: str) -> Values | None:
    return {"cell": asking.said(PlaceRequested).cell} if asking.would_break(condition) else None
