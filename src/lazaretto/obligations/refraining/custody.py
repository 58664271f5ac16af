"""Who may share a cell, how many, where, and until when."""

from dataclasses import replace

import numpy as np

from lazaretto.obligations.days import day_ends
from lazaretto.obligations.groups import SERVING
from lazaretto.obligations.levels import begun
from lazaretto.obligations.mingling import placings
from lazaretto.obligations.seeking import row_before, within_at_start
from lazaretto.registers.command import ROLES, SORTS, USES
from lazaretto.registers.events import Columns, Flags, Ints, joined
from lazaretto.registers.spans import Spans, span_at, value_at
from lazaretto.registers.standing import Standing

Settings = dict[str, int]


def cell_over_capacity(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """More people had their bed in a cell than it holds (M17)."""
    beds = standing.in_cell.touching(start, end)
    row = span_at(standing.places, beds.value, beds.start)
    room = standing.places.aux[np.maximum(row, 0)] if len(standing.places) else np.zeros(len(beds), np.int64)
    count = within_at_start(beds.value, beds.start, beds.end)
    return placings(standing, beds.where((row >= 0) & (room > 0) & (count > room)), start, end)


def sexes_share_cell(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A woman and a man had their beds in one cell (M18)."""
    beds = standing.in_cell.touching(start, end)
    sex = _attribute(standing, "sex", beds)
    return _unlike(standing, beds, sex, start, end)


def minor_with_adults(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A minor and an adult had their beds in one cell; whose age is not known is not judged (M18)."""
    beds = standing.in_cell.touching(start, end)
    born = standing.events("born")
    row = row_before(born, beds.key, beds.start)
    beds, row = beds.where(row >= 0), row[row >= 0]
    of_age = _birthday(born.value[row], settings["years"]) if len(born) else row
    today = beds.start // 86400  # a birthday falls on a calendar day; the zone shifts it by hours
    return _unlike(standing, beds, (today < of_age).astype(np.int64), start, end)


def codefendants_share_cell(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Two people of one case had their beds in one cell (M18)."""
    beds = standing.in_cell.touching(start, end)
    group = _attribute(standing, "case_group", beds)
    beds, group = beds.where(group >= 0), group[group >= 0]
    both = beds.value * max(len(standing.names), 1) + group
    return placings(standing, beds.where(within_at_start(both, beds.start, beds.end) > 1), start, end)


def intake_while_suspended(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody was taken in by a facility that takes nobody in (M16).

    A house that serves as isolation point or transition house takes in those who are sent there.
    """
    taken = joined([standing.during(name, start, end) for name in ("admitted", "transferred_in")])
    shut = span_at(standing.suspended, taken.facility, taken.occurred) >= 0
    return taken.where(shut & ~serving(standing, taken.facility, taken.occurred))


def transition_cells_short(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A detention house at this level still had too few transition cells when the time was over (M17)."""
    wait = settings["days"] * 86400
    ordered = begun(standing).between(start - wait, end - wait)
    due = ordered.occurred + wait
    houses = standing.events("facility_established")
    houses = houses.where(houses.value == SORTS.index("detention_house"))
    role = value_at(standing.roles, ordered.facility, due, default=ROLES.index("ordinary"))
    asked = np.isin(ordered.facility, houses.facility) & (role == ROLES.index("ordinary"))
    cells = standing.places.where(standing.places.value == USES.index("transition"))
    found = [int(((cells.facility == f) & (cells.start <= t) & (t < cells.end)).sum())
             for f, t in zip(ordered.facility.tolist(), due.tolist(), strict=True)]  # fmt: skip
    return moved_to(
        ordered, asked & (np.array(found, np.int64) < settings["cells"]), due, standing.facility_keys
    )


def held_past_deadline(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody was on the roll after the day until which the latest legal paper allows it (G1)."""
    papers = standing.events("deadline")
    if not len(papers):
        return papers
    midnight = day_ends(standing, papers.facility, papers.value)
    latest = row_before(papers, papers.key, midnight) == np.arange(len(papers))
    held = span_at(standing.on_roll, papers.key, midnight) >= 0
    return moved_to(papers, latest & held & (midnight >= start) & (midnight < end), midnight)


def serving(standing: Standing, facility: Ints, instants: Ints) -> Flags:
    """Whether each facility served as isolation point or transition house at an instant each."""
    role = value_at(standing.roles, facility, instants, default=ROLES.index("ordinary"))
    return np.isin(role, SERVING)


def moved_to(rows: Columns, choice: Flags, instants: Ints, keys: Ints | None = None) -> Columns:
    """Chosen rows, said of other instants (when a breach came about), in order of time.

    keys: a key for each facility number, where the rows are of facilities.
    """
    rows, instants = rows.where(choice), instants[choice]
    key = rows.key if keys is None else keys[rows.facility]
    order = np.argsort(instants, kind="stable")
    return replace(rows, key=key, occurred=instants).where(order)


def _attribute(standing: Standing, name: str, beds: Spans) -> Ints:
    """What was last said of each bed's occupant by the time they came; -1 where nothing was."""
    said = standing.events(name)
    row = row_before(said, beds.key, beds.start)
    return np.where(row >= 0, said.value[np.maximum(row, 0)], -1) if len(said) else row


def _unlike(standing: Standing, beds: Spans, sort: Ints, start: int, end: int) -> Columns:
    """Beds opened in a cell that then held somebody of another sort; unknown sorts are left out."""
    beds, sort = beds.where(sort >= 0), sort[sort >= 0]
    every = within_at_start(beds.value, beds.start, beds.end)
    alike = within_at_start(beds.value * 2 + sort, beds.start, beds.end)
    return placings(standing, beds.where(every > alike), start, end)


def _birthday(born: Ints, years: int) -> Ints:
    """The day number of each one's birthday of that age; 29 February becomes 1 March."""
    day = born.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    of_month = day - month.astype("datetime64[D]")
    birthday: Ints = ((month + 12 * years).astype("datetime64[D]") + of_month).astype(np.int64)
    return birthday
