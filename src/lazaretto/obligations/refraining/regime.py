"""Solitary confinement without end."""

from datetime import timedelta

import numpy as np

from lazaretto.facts.periods import instant, local_day, local_days, seconds
from lazaretto.obligations.company import alone, seconds_within
from lazaretto.obligations.days import HOUR, days_touching, zones
from lazaretto.registers.events import Columns, Flags, Ints, joined, no_events
from lazaretto.registers.spans import Spans
from lazaretto.registers.standing import Standing

Settings = dict[str, int]


def alone_too_long(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Somebody was alone, without meaningful human contact, for the most days in a row that may be (G1).

    A day counts with ``hours`` alone in the cell and less than ``minutes`` of contact; the breach comes at
    the end of the last of ``days`` such days. Only those long enough alone in sum are looked at by day.
    """
    since = start - (settings["days"] + 2) * 26 * HOUR
    lonely = alone(standing.held.touching(since, end)).touching(since, end)
    total = seconds_within(lonely, since, end, size=len(standing.names))
    lonely = lonely.where(total[lonely.key] >= settings["days"] * settings["hours"] * HOUR)
    parts = []
    for zone, members in zones(standing):
        mine = lonely.where(np.isin(lonely.facility, members))
        parts.append(_of_zone(standing, mine, settings, (since, start, end), zone))
    return joined(parts)


def _of_zone(
    standing: Standing, lonely: Spans, settings: Settings, window: tuple[int, int, int], zone: str
) -> Columns:
    """Breaches at the ends of this zone's days, from a count of days in a row for each candidate."""
    since, start, end = window
    if not len(lonely):
        return no_events()
    run = np.zeros(len(standing.names), np.int64)
    parts = []
    first = local_day(instant(since), zone=zone) + timedelta(days=1)
    for day in days_touching(since, end, zone=zone):
        period = local_days(day, zone=zone)
        opens, closes = seconds(period.start), seconds(period.end) if period.end else end
        if day < first or closes >= end:
            continue
        solitary = _solitary(standing, lonely, settings, opens, closes)
        run = np.where(solitary, run + 1, 0)
        if closes >= start:
            parts.append(_breaches(lonely, run == settings["days"], closes))
    return joined(parts)


def _solitary(standing: Standing, lonely: Spans, settings: Settings, opens: int, closes: int) -> Flags:
    size = len(standing.names)
    alone_for = seconds_within(lonely.touching(opens, closes), opens, closes, size=size)
    contact = standing.during("contact", opens, closes)
    minutes: Ints = np.bincount(contact.key, contact.value, minlength=size).astype(np.int64)
    return (alone_for >= settings["hours"] * HOUR) & (minutes < settings["minutes"])


def _breaches(lonely: Spans, reached: Flags, at: int) -> Columns:
    """One row for each who is alone still at that instant: fact is the one that put them there."""
    still = lonely.at(at)
    still = still.where(reached[still.key])
    now = np.full(len(still), at, np.int64)
    forever = np.full(len(still), 2**62, np.int64)
    return Columns(still.key, still.facility, now, still.start, forever, still.value, still.aux, still.fact)
