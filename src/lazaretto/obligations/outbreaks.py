"""Whether the community around a house has an outbreak: new cases of its county, as they were published."""

import numpy as np

from lazaretto.obligations.days import local_day_numbers
from lazaretto.registers.events import Columns, Flags, Ints
from lazaretto.registers.standing import Standing


def county_of(standing: Standing) -> dict[int, int]:
    """The county (key) of each house by its number, as it was established last."""
    rows = standing.events("facility_established")
    return dict(zip(rows.facility.tolist(), rows.aux.tolist(), strict=True))


def in_outbreak(standing: Standing, facility: Ints, instants: Ints, *, cases: int, days: int) -> Flags:
    """Where the county of each house had so many new cases in the last days, as published by each instant.

    days: calendar days before that of the instant, and this one. A county of which nothing was published
    has no outbreak that anybody knows of.
    """
    counties, reports = county_of(standing), standing.events("pressure_reported")
    today = local_day_numbers(standing, facility, instants)
    county = np.array([counties.get(int(house), -1) for house in facility], np.int64)
    found = np.zeros(len(facility), np.bool_)
    for one in np.unique(county[county >= 0]).tolist():
        mine = np.flatnonzero(county == one)
        found[mine] = _cases(reports.where(reports.key == one), instants[mine], today[mine], days) >= cases
    return found


def _cases(reports: Columns, instants: Ints, today: Ints, days: int) -> Ints:
    """New cases of the days before each instant, by what was published until then."""
    known = reports.occurred[None, :] <= instants[:, None]
    recent = (reports.aux[None, :] > today[:, None] - days) & (reports.aux[None, :] <= today[:, None])
    total: Ints = np.where(known & recent, reports.value[None, :], 0).sum(axis=1)
    return total
