"""Cells and cohorts: who may be put where, and when a cell is really free (M17, M18)."""

from dataclasses import replace

import numpy as np

from lazaretto.obligations.contaminating import exposures, infectious, single_positives
from lazaretto.obligations.days import HOUR
from lazaretto.obligations.groups import LAST, quarantine_beds
from lazaretto.obligations.mingling import placings
from lazaretto.obligations.refraining.custody import moved_to
from lazaretto.obligations.seeking import pairs, row_before, within_at_start
from lazaretto.registers.events import Columns, Flags, Ints, joined
from lazaretto.registers.spans import Spans, span_at
from lazaretto.registers.standing import Standing

Settings = dict[str, int]


def clock_not_restarted(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """After a stranger or a positive in the cell somebody went on counting from before it (M18)."""
    wait = settings["minutes"] * 60
    exposed = exposures(standing)
    exposed = exposed.where((exposed.occurred >= start - wait) & (exposed.occurred < end - wait))
    due = exposed.occurred + wait
    row = span_at(standing.legs, exposed.key, due)
    stale = row >= 0
    if len(standing.legs):
        safe = np.maximum(row, 0)
        stale &= (standing.legs.value[safe] <= LAST) & (standing.legs.start[safe] < exposed.occurred)
    return moved_to(exposed, stale, due)


def entered_closed_cohort(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody joined those in a quarantine cell after their cohort had been closed (M18)."""
    placed = _into_quarantine(standing, start, end)
    closed = standing.events("cohort_closed")
    mine, theirs = pairs(placed.value, closed.value)
    after = closed.occurred[theirs] < placed.occurred[mine]
    mine, theirs = mine[after], theirs[after]
    index, bed = pairs(placed.value[mine], standing.in_cell.value)
    cause, shut = mine[index], theirs[index]
    beds = standing.in_cell
    member = (beds.start[bed] <= closed.occurred[shut]) & (beds.end[bed] > placed.occurred[cause])
    joins = member & (beds.key[bed] != placed.key[cause])
    own = member & (beds.key[bed] == placed.key[cause])  # they were of it, and come back
    late = np.setdiff1d(cause[joins], cause[own])
    return placed.where(np.isin(np.arange(len(placed)), late))


def cohort_left_open(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A cohort was not closed ``hours`` after the first of its people began a leg (M18): key = the cohort."""
    wait = settings["hours"] * HOUR
    began = standing.events("leg_started")
    began = began.where(began.value <= LAST)
    _, first = np.unique(began.aux, return_index=True)
    began = began.where(np.sort(first))
    due = began.occurred + wait
    closed = standing.events("cohort_closed")
    shut = _known_by(closed, began.aux, due)
    still = _cohort_runs(standing, began.aux, due)
    rows = replace(began, key=began.aux)
    return moved_to(rows, ~shut & still & (due >= start) & (due < end), due)


def nonassociates_share_cell(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Two people who must be kept apart had their beds in one cell (M18)."""
    apart, beds = standing.apart, standing.in_cell.touching(start, end)
    mine, one = pairs(apart.value, beds.key)
    index, other = pairs(apart.aux[mine], beds.key)
    mine, one = mine[index], one[index]
    since = np.maximum(np.maximum(beds.start[one], beds.start[other]), apart.start[mine])
    until = np.minimum(np.minimum(beds.end[one], beds.end[other]), apart.end[mine])
    together = (beds.value[one] == beds.value[other]) & (since < until) & (since >= start) & (since < end)
    later = np.where(beds.start[one] >= beds.start[other], one, other)[together]
    found = beds.where(later)
    nothing = np.full(len(found), 2**62, np.int64)
    rows = Columns(
        found.key,
        found.facility,
        since[together],
        since[together],
        nothing,
        found.value,
        found.aux,
        found.fact,
    )
    return rows.where(np.argsort(rows.occurred, kind="stable"))


def unwell_with_well(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody with symptoms or a positive of the last ``hours`` was put with others who had none (M18)."""
    placed = standing.during("placed", start, end)
    beds = standing.in_cell
    mine, bed = pairs(placed.value, beds.value)
    others = (
        (beds.start[bed] <= placed.occurred[mine])
        & (beds.end[bed] > placed.occurred[mine])
        & (beds.key[bed] != placed.key[mine])
    )
    mine, bed = mine[others], bed[others]
    instants = placed.occurred[mine]
    newcomer = _unwell(standing, placed.key[mine], instants, settings["hours"])
    occupant = _unwell(standing, beds.key[bed], instants, settings["hours"])
    return placed.where(np.isin(np.arange(len(placed)), mine[newcomer != occupant]))


def cell_not_disinfected(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A cohort was put into a quarantine cell that had not been disinfected since others left it (M17)."""
    first = _first_in(standing, start, end)
    left = soiled_since(standing, first.value, first.occurred - 1, but=first.key)
    return first.where(left >= 0)


def withdrawn_cell_used(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody was put into a cell that had been taken out of use (M17)."""
    placed = standing.during("placed", start, end)
    return placed.where(span_at(standing.withdrawn, placed.value, placed.occurred) >= 0)


def placed_beside_infectious(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A cohort was put next door to somebody whose latest single result was positive (M17)."""
    first = _first_in(standing, start, end)
    near = neighbours(standing)
    mine, theirs = pairs(first.value, near.key)
    index, bed = pairs(near.value[theirs], standing.held.value)  # who is in hospital is beside nobody
    cause, beds = mine[index], standing.held.where(bed)
    there = (beds.start <= first.occurred[cause]) & (beds.end > first.occurred[cause])
    ill = infectious(standing, beds.key, first.occurred[cause]) >= 0
    return first.where(np.isin(np.arange(len(first)), cause[there & ill]))


def neighbours(standing: Standing) -> Columns:
    """Which cells are neighbours, both ways round: key = cell, value = its neighbour."""
    said = standing.events("neighbour")
    return joined([said, replace(said, key=said.value, value=said.key)])


def soiled_since(standing: Standing, cells: Ints, instants: Ints, *, but: Ints | None = None) -> Ints:
    """Since when each cell waits for a disinfection at an instant each; -1 where it does not.

    A quarantine cell waits once the last of its people left, until somebody disinfects it. ``but``: a
    person each whose own earlier stay does not count (who comes back soils nothing new).
    """
    beds = standing.in_cell.where(quarantine_beds(standing.in_cell, standing))
    mine, bed = pairs(cells, beds.value)
    over = beds.end[bed] <= instants[mine] + 1
    if but is not None:
        over &= beds.key[bed] != but[mine]
    left = np.full(len(cells), -1, np.int64)
    np.maximum.at(left, mine[over], beds.end[bed][over])
    cleaned = standing.events("disinfected")
    row = row_before(cleaned, cells, instants + 1)
    when = np.where(row >= 0, cleaned.occurred[np.maximum(row, 0)], -1) if len(cleaned) else row
    waits: Ints = np.where((left >= 0) & (when < left), left, -1)
    return waits


def _into_quarantine(standing: Standing, start: int, end: int) -> Columns:
    """Placings of a window that opened a bed in a cell of quarantine."""
    beds = standing.in_cell.touching(start, end)
    return placings(standing, beds.where(quarantine_beds(beds, standing)), start, end)


def _first_in(standing: Standing, start: int, end: int) -> Columns:
    """Placings of a window that opened a quarantine cell in which nobody was."""
    beds = standing.in_cell.touching(start, end)
    alone: Flags = within_at_start(beds.value, beds.start, beds.end) == 1
    return placings(standing, beds.where(alone & quarantine_beds(beds, standing)), start, end)


def _known_by(known: Columns, keys: Ints, instants: Ints) -> Flags:
    """Whether each key was among the known events by an instant each."""
    return row_before(known, keys, instants) >= 0


def _cohort_runs(standing: Standing, cohorts: Ints, instants: Ints) -> Flags:
    """Whether a leg of each cohort was running at an instant each."""
    legs: Spans = standing.legs
    mine, row = pairs(cohorts, legs.aux)
    runs = (legs.start[row] <= instants[mine]) & (instants[mine] < legs.end[row])
    found: Flags = np.isin(np.arange(len(cohorts)), mine[runs])
    return found


def _unwell(standing: Standing, keys: Ints, instants: Ints, hours: int) -> Flags:
    """Whether each had a symptom or a single positive in the hours before an instant each."""
    found = np.zeros(len(keys), np.bool_)
    for rows in (standing.events("symptoms"), single_positives(standing)):
        row = row_before(rows, keys, instants)
        if len(rows):
            found |= (row >= 0) & (rows.occurred[np.maximum(row, 0)] > instants - hours * HOUR)
    return found
