"""What was found, day by day, by what the record says: in quarantine, in general wings, among staff."""

from collections.abc import Container
from datetime import date, timedelta

import numpy as np

from lazaretto.facts.periods import day_number, instant, local_day
from lazaretto.obligations.contaminating import contaminations, single_positives
from lazaretto.obligations.days import DEFAULT_ZONE
from lazaretto.obligations.groups import quarantine_beds
from lazaretto.obligations.strength import staff
from lazaretto.registers.events import Columns
from lazaretto.registers.spans import span_at
from lazaretto.registers.standing import Standing
from lazaretto.twin.reviewing import FOUND, Series

_DAY = timedelta(days=1)


def finds(standing: Standing, *, codes: Container[str], first: date, days: int) -> dict[str, Series]:
    """Counts of each of ``FOUND`` on each of so many local days from the first on.

    Somebody is found on the day of the first single positive result in these days; a cohort is set back on
    the day on which a positive of its cell did so.
    """
    counts = {name: [0] * days for name in FOUND}
    known: set[int] = set()
    positive = _seen(standing, single_positives(standing), codes)
    for row in np.argsort(positive.occurred, kind="stable").tolist():
        key, at = int(positive.key[row]), int(positive.occurred[row])
        day = _day(standing, int(positive.facility[row]), at, first)
        where = _where(standing, key, at)
        if 0 <= day < days and key not in known and where is not None:
            known.add(key)
            counts[where][day] += 1
    start = int(np.iinfo(np.int64).min)
    for one in contaminations(standing, start=start, end=standing.at + 1):
        number = standing.facilities.find(one.facility)
        day = _day(standing, number, int(one.at.timestamp()), first)
        if one.cause == "positive" and one.facility in codes and 0 <= day < days and one.members:
            counts["restarted"][day] += 1
    return {name: tuple(line) for name, line in counts.items()}


def _seen(standing: Standing, rows: Columns, codes: Container[str]) -> Columns:
    mine = [n for n in range(len(standing.facilities)) if standing.facilities.name(n) in codes]
    return rows.where(np.isin(rows.facility, mine))


def _day(standing: Standing, facility: int, at: int, first: date) -> int:
    zone = standing.zones.get(facility, DEFAULT_ZONE)
    return day_number(local_day(instant(at), zone=zone)) - day_number(first)


def _where(standing: Standing, key: int, at: int) -> str | None:
    """Where somebody was who is found at an instant; None of whoever is neither held nor on the staff."""
    beds = standing.in_cell
    (row,) = span_at(beds, np.array([key], np.int64), np.array([at], np.int64))
    if row >= 0:
        apart = bool(quarantine_beds(beds.where(np.array([row])), standing)[0])
        return "found_in_quarantine" if apart else "found_in_wings"
    return "found_staff" if key in staff(standing) else None
