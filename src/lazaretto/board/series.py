"""What people of a cell showed in the last days, and why a series of it is not believed."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import numpy as np

from lazaretto.board.sweeps import Flag, Series
from lazaretto.facts.periods import instant
from lazaretto.obligations.force import InForce
from lazaretto.obligations.refraining.copying import repeated
from lazaretto.protocol.document import Clause, Refrain
from lazaretto.registers.standing import Standing

SHOWN = timedelta(days=14)


def series(
    standing: Standing, *, people: Sequence[str], place: str | None, forces: Sequence[InForce]
) -> tuple[Series, ...]:
    """A series a person, in the order in which they are named."""
    since = standing.at - int(SHOWN.total_seconds())
    keys = np.array([standing.names.find(person) for person in people], np.int64)
    taken = standing.during("temperature", since, standing.at + 1)
    taken = taken.where(np.isin(taken.key, keys))
    whole = tuple(_of_the_place(standing, place, forces, since))
    found = []
    for person, key in zip(people, keys.tolist(), strict=True):
        mine = taken.where(taken.key == key)
        readings = tuple(
            (instant(at), tenths)
            for at, tenths in zip(mine.occurred.tolist(), mine.value.tolist(), strict=True)
        )
        held = tuple(flag for flag in whole if any(at == flag.at for at, _ in readings))
        found.append(Series(person, readings, (*_of_the_person(readings, forces, standing.at), *held)))
    return tuple(found)


def _asking(forces: Sequence[InForce], at: int, condition: str) -> Iterator[tuple[Clause, dict[str, int]]]:
    for force in forces:
        for clause in force.protocol.clauses if force.since <= at < force.until else ():
            if isinstance(clause.duty, Refrain) and clause.duty.condition == condition:
                yield clause, clause.duty.settings


def _of_the_person(
    readings: Sequence[tuple[object, int]], forces: Sequence[InForce], at: int
) -> Iterator[Flag]:
    """The same to the tenth so many times in a row."""
    for clause, settings in _asking(forces, at, "implausible_series"):
        long = 0
        for number, (when, tenths) in enumerate(readings):
            long = long + 1 if number and readings[number - 1][1] == tenths else 1
            if long == settings["run"]:
                yield Flag("same_person", clause.title, long, when)  # type: ignore[arg-type]  # an instant


def _of_the_place(
    standing: Standing, place: str | None, forces: Sequence[InForce], since: int
) -> Iterator[Flag]:
    """Sweeps of the place that repeat those before them, or in which all showed the same."""
    key = -1 if place is None else standing.names.find(place)
    for clause, settings in _asking(forces, standing.at, "copied_sweep"):
        swept = standing.during("swept", since, standing.at + 1)
        for at in repeated(swept.where(swept.key == key), settings).occurred.tolist():
            yield Flag("same_sweep", clause.title, settings["sweeps"] + 1, instant(at))
        alike = standing.during("swept_alike", since, standing.at + 1)
        alike = alike.where((alike.key == key) & (alike.value >= settings["alike"]))
        for at, count in zip(alike.occurred.tolist(), alike.value.tolist(), strict=True):
            yield Flag("same_for_all", clause.title, count, instant(at))
