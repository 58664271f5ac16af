"""Reasons against keeping a place: each asks the condition that would find the place afterwards."""

from lazaretto.facts.custody import PlaceRequested
from lazaretto.obligations.asking import Asking

Values = dict[str, str]


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


def infectious_beside(asking: Asking) -> Values | None:
    """Someone infectious is in a neighbouring cell (M17)."""
    return _cell_if(asking, "placed_beside_infectious")


def _cell_if(asking: Asking, condition: str) -> Values | None:
    return {"cell": asking.said(PlaceRequested).cell} if asking.would_break(condition) else None
