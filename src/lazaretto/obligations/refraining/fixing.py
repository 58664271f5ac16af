"""The three fixed: a task that is nobody's, and a day on which neither person nor deputy was there (M26)."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from lazaretto.obligations.days import HOUR, day_ends, local_day_numbers
from lazaretto.obligations.levels import begun
from lazaretto.registers.events import FOREVER, Columns, Ints, joined, no_events
from lazaretto.registers.standing import Standing

Settings = dict[str, int]
TASK = "task."  # each task of the document
SINCE, ISSUED = "since", "issued"  # when the document came into force, and by which fact


def task_unfixed(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """A task of the protocol is on no line of a house's three fixed.

    Looked at ``hours`` after the document came into force, as long after each level took effect, and from
    the first of these on whenever the three fixed are signed.
    """
    tasks = [standing.names.find(name.removeprefix(TASK)) for name in settings if name.startswith(TASK)]
    if not tasks or SINCE not in settings:
        return no_events()
    wait, since = settings["hours"] * HOUR, settings[SINCE]
    signed, levels = standing.by_facility("matrix_signed"), begun(standing)
    late = replace(levels, occurred=levels.occurred + wait).where(levels.occurred >= since)
    looked = joined([_issued(standing, settings, since + wait), late, signed])
    looked = looked.where((looked.occurred >= max(start, since + wait)) & (looked.occurred < end))
    _, once = np.unique(np.stack([looked.occurred, looked.key]), axis=1, return_index=True)
    looked = looked.where(once)
    fixed = standing.events("fixed")
    blank = np.array(
        [
            not set(tasks) <= set(_lines(fixed, _matrix(signed, int(house), int(at))).value.tolist())
            for house, at in zip(looked.key, looked.occurred, strict=True)
        ],
        np.bool_,
    )
    found = looked.where(blank & np.isin(looked.key, standing.houses) & (looked.occurred <= standing.at))
    return replace(found, key=standing.facility_keys[found.key])


def fixed_person_missing(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """On a whole day neither whose task it is nor their deputy came to be inside, by the gate.

    By the matrix that ruled the whole day: a day on which it is signed anew is not asked about. Found when
    the day is over.
    """
    signed = standing.by_facility("matrix_signed")
    found = [
        row
        for house in np.unique(signed.key).tolist()
        for row in _missing_at(standing, signed, house, start, min(end, standing.at + 1))
    ]
    return joined(found)


def _issued(standing: Standing, settings: Settings, at: int) -> Columns:
    """The document's coming into force, said of every house at an instant."""
    houses = standing.houses
    same = np.ones(len(houses), np.int64)
    return Columns(
        houses, houses, same * at, same * at, same * FOREVER, same * 0, same * 0, same * settings[ISSUED]
    )


def _matrix(signed: Columns, house: int, at: int) -> int:
    """The fact that signed a house's three fixed last by an instant; -1: none."""
    mine = signed.fact[(signed.key == house) & (signed.occurred <= at)]
    return int(mine[-1]) if len(mine) else -1


def _lines(rows: Columns, fact: int) -> Columns:
    return rows.where(rows.fact == fact)


def _missing_at(standing: Standing, signed: Columns, house: int, start: int, end: int) -> Iterator[Columns]:
    since = int(signed.occurred[signed.key == house].min())
    for first, last in _days(standing, house, max(start, since), end):
        matrix = _matrix(signed, house, first)
        lines = _lines(standing.events("fixed"), matrix)
        if not len(lines) or _matrix(signed, house, last - 1) != matrix:
            continue
        there = standing.inside.touching(first, last)
        present = set(there.key[there.facility == house].tolist())
        deputies = _lines(standing.events("fixed_deputy"), matrix)
        served = {
            (task, post) for deputy, task, post in zip(*_columns(deputies), strict=True) if deputy in present
        }
        gone = np.array(
            [
                person not in present and (task, post) not in served
                for person, task, post in zip(*_columns(lines), strict=True)
            ],
            np.bool_,
        )
        missing = lines.where(gone)
        _, once = np.unique(missing.key, return_index=True)
        yield replace(missing.where(once), occurred=np.full(len(once), last, np.int64))


def _columns(lines: Columns) -> tuple[list[int], list[int], list[int]]:
    """Person, task and post of each line."""
    return lines.key.tolist(), lines.value.tolist(), lines.aux.tolist()


def _days(standing: Standing, house: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """(beginning, end) of each local day that ended in ``[start, end)``."""
    edges: Ints = local_day_numbers(
        standing, np.array([house, house], np.int64), np.array([start, end], np.int64)
    )
    days = np.arange(int(edges[0]) - 2, int(edges[1]) + 1)
    ends = day_ends(standing, np.full(len(days), house, np.int64), days)
    for first, last in zip(ends.tolist(), ends.tolist()[1:], strict=False):
        if start <= last < end:
            yield first, last
