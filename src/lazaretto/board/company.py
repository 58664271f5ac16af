"""Alone or in company, read from the cells; contact in minutes, as it was stated."""

from datetime import datetime

import numpy as np

from lazaretto.board.peopling import LAYERS
from lazaretto.board.timeline import Company
from lazaretto.facts.periods import instant, local_day, local_days, seconds
from lazaretto.registers.events import Flags
from lazaretto.registers.spans import Spans
from lazaretto.registers.standing import Standing


def company(standing: Standing, *, key: int, inside: Flags, zone: str) -> Company:
    """How a person lives at the standing's instant. ``inside``: the facilities in the reader's scope."""
    at = instant(standing.at)
    today = local_day(at, zone=zone)
    beds = standing.in_cell
    beds = beds.where(inside[beds.facility])
    mine = beds.where(beds.key == key)
    now = mine.at(standing.at)
    companions = _others(beds, int(now.value[0]), key).at(standing.at) if len(now) else None
    alone = (
        _alone_since(beds, mine, key, standing.at) if companions is not None and not len(companions) else None
    )
    contact = standing.events("contact")
    contact = contact.where((contact.key == key) & inside[contact.facility])
    since = seconds(local_days(today, zone=zone).start)
    began = _isolated_since(standing, key, inside)
    return Company(
        companions=0 if companions is None else len(companions), alone_since=alone,
        days_alone=(today - local_day(alone, zone=zone)).days if alone else 0,
        contact_minutes=int(contact.value[contact.occurred >= since].sum()),
        last_contact=_last(standing, key, inside),
        days_isolated=(today - local_day(began, zone=zone)).days if began else None,
    )  # fmt: skip


def contacts(standing: Standing, *, key: int, inside: Flags) -> int:
    """How many people have shared a cell with this one, at the same time."""
    beds = standing.in_cell
    beds = beds.where(inside[beds.facility])
    mine = beds.where(beds.key == key)
    met: set[int] = set()
    for row in range(len(mine)):
        others = _others(beds, int(mine.value[row]), key)
        met.update(others.touching(int(mine.start[row]), int(mine.end[row])).key.tolist())
    return len(met)


def _others(beds: Spans, cell: int, key: int) -> Spans:
    return beds.where((beds.value == cell) & (beds.key != key))


def _alone_since(beds: Spans, mine: Spans, key: int, at: int) -> datetime:
    """Since when nobody shared the person's cell; a move from one lonely cell to another breaks nothing."""
    since = at + 1
    for row in range(len(mine) - 1, -1, -1):
        start = int(mine.start[row])
        if start > at:
            continue
        if since <= at and int(mine.end[row]) < since:
            break
        shared = _others(beds, int(mine.value[row]), key).touching(start, since)
        last = int(np.minimum(shared.end, since).max(initial=start))
        since = min(last, at)
        if last > start:
            break
    return instant(since)


def _isolated_since(standing: Standing, key: int, inside: Flags) -> datetime | None:
    """When the first of the legs began that follow each other up to now."""
    legs = standing.legs
    legs = legs.where((legs.key == key) & (legs.value < LAYERS) & inside[legs.facility])
    if not len(legs.at(standing.at)):
        return None
    first = len(legs) - 1
    while first and legs.start[first] - legs.end[first - 1] <= _GAP:
        first -= 1
    return instant(int(legs.start[first]))


_GAP = 24 * 3600  # legs with a day's journey between them are one stay


def _last(standing: Standing, key: int, inside: Flags) -> datetime | None:
    last = [
        int(rows.occurred[(rows.key == key) & inside[rows.facility]].max(initial=-1))
        for rows in (standing.events("contact"), standing.events("visited"))
    ]
    return instant(max(last)) if max(last) >= 0 else None
