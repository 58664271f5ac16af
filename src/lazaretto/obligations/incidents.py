"""Incidents: which run, about whom, and what they keep from moving (M20).

An incident runs from its opening until it is closed. What it froze stays frozen until the freeze is lifted:
closing an incident moves nobody. A frozen wing freezes each of its cells, and so does a frozen house.
"""

from dataclasses import replace

import numpy as np

from lazaretto.facts.places import within
from lazaretto.registers.events import Columns, Flags, Ints
from lazaretto.registers.spans import Spans, span_at, spans
from lazaretto.registers.standing import Standing


def running(standing: Standing) -> Spans:
    """When each incident ran: key = incident, value = cause (index), aux = person (key), or -1."""
    return standing.once(
        "incidents",
        lambda: spans(standing.events("incident_opened"), standing.events("incident_closed")),
    )


def of_people(standing: Standing) -> Spans:
    """When an incident about each person ran: key = person, value = incident; no two rows overlap."""
    return standing.once("incidents of people", lambda: _of_people(standing))


def _of_people(standing: Standing) -> Spans:
    ran = running(standing)
    ran = ran.where(ran.aux >= 0)
    rows = replace(ran, key=ran.aux, value=ran.key)
    return one_at_a_time(rows.where(np.lexsort((rows.start, rows.key))))


def frozen(standing: Standing) -> Spans:
    """When each place was frozen: key = place, value = the incident that froze it first; none overlap.

    A place that two incidents froze is free when both freezes are lifted.
    """
    return standing.once("frozen places", lambda: _frozen(standing))


def is_frozen(standing: Standing, places: Ints, instants: Ints) -> Flags:
    """Whether each place was frozen at an instant each; -1 is no place."""
    found: Flags = (places >= 0) & (span_at(frozen(standing), np.maximum(places, 0), instants) >= 0)
    return found


def frozen_by(standing: Standing, incident: int) -> tuple[int, ...]:
    """The places that an incident keeps frozen at the standing's instant, as they were named."""
    size = max(len(standing.names), 1)
    said = _by_both(standing.events("frozen"), size)
    lifted = _by_both(_spread(standing, standing.events("thawed")), size)
    held = spans(said, lifted).at(standing.at)
    return tuple((held.key[held.value == incident] // size).tolist())


def _frozen(standing: Standing) -> Spans:
    size = max(len(standing.names), 1)
    said, lifted = (_spread(standing, standing.events(name)) for name in ("frozen", "thawed"))
    held = spans(_by_both(said, size), _by_both(lifted, size))
    rows = replace(held, key=held.key // size)
    return one_at_a_time(rows.where(np.lexsort((rows.start, rows.key))))


def _by_both(rows: Columns, size: int) -> Columns:
    """Rows keyed by place and incident together, so that one incident never lifts another's freeze."""
    return replace(rows, key=rows.key * size + rows.value)


def _spread(standing: Standing, rows: Columns) -> Columns:
    """Rows said of places, said of each known place inside them as well."""
    known = np.unique(np.concatenate([standing.places.key, standing.in_cell.value, rows.key]))
    names = {int(key): standing.names.name(int(key)) for key in known.tolist()}
    inside = {
        outer: [key for key, name in names.items() if within(name, names[outer])]
        for outer in set(rows.key.tolist())
    }
    which = [n for n, outer in enumerate(rows.key.tolist()) for _ in inside[outer]]
    keys = [key for outer in rows.key.tolist() for key in inside[outer]]
    found = rows.where(np.array(which, np.int64))
    return replace(found, key=np.array(keys, np.int64))


def one_at_a_time(rows: Spans) -> Spans:
    """Stretches that touch or overlap, joined into one; what began it is what is said of it."""
    kept: list[int] = []
    ends: list[int] = []
    for n in range(len(rows)):
        if kept and rows.key[kept[-1]] == rows.key[n] and rows.start[n] <= ends[-1]:
            ends[-1] = max(ends[-1], int(rows.end[n]))
        else:
            kept.append(n)
            ends.append(int(rows.end[n]))
    return replace(rows.where(np.array(kept, np.int64)), end=np.array(ends, np.int64))
