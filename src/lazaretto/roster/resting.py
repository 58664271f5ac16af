"""Which watch may follow which: rest and nights in a row, rule by rule, and the automaton of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from lazaretto.roster.engine.problem import Contract, Ints
from lazaretto.roster.ground import Ground
from lazaretto.roster.watches import Slot

_DAY = 1440
LONG_RESTED = -(10**6)


@dataclass(frozen=True, slots=True)
class Fatigue:
    """The limits of fatigue (H8) that are asked; None: no such limit. rest: hours; nights: in a row."""

    watch_hours: int | None = None
    week_hours: int | None = None
    rest: int | None = None
    nights: int | None = None


def fatigue(ground: Ground) -> Fatigue:
    """The limits as the protocol states them, for the rules that are asked."""
    return Fatigue(
        watch_hours=ground.limit("watch_hours_exceeded", "hours"),
        week_hours=ground.limit("week_hours_exceeded", "hours"),
        rest=ground.limit("rest_too_short", "hours"),
        nights=ground.limit("nights_in_a_row", "nights"),
    )


@dataclass(frozen=True, slots=True)
class Rest:
    """What the days before leave: the minute of the coming day at which they were free; nights in a row."""

    ended: int = LONG_RESTED
    nights: int = 0


def watches_overlap(_limits: Fatigue, rest: Rest, slot: Slot) -> bool:
    """Nobody stands two watches at once."""
    return slot.begins < rest.ended


def rest_too_short(limits: Fatigue, rest: Rest, slot: Slot) -> bool:
    """Between two watches lie the hours of rest."""
    return limits.rest is not None and slot.begins - rest.ended < limits.rest * 60


def nights_in_a_row(limits: Fatigue, rest: Rest, slot: Slot) -> bool:
    """No more nights follow one another than the limit says."""
    return limits.nights is not None and slot.is_night and rest.nights >= limits.nights


def watch_hours_exceeded(limits: Fatigue, _rest: Rest, slot: Slot) -> bool:
    """A day's watch is no longer than the limit; the planner gives nobody more than one a day."""
    return limits.watch_hours is not None and slot.watch.hours > limits.watch_hours


RULES_OF_WATCHES: tuple[Callable[[Fatigue, Rest, Slot], bool], ...] = (
    watches_overlap, rest_too_short, nights_in_a_row, watch_hours_exceeded,
)  # fmt: skip


def may_stand(limits: Fatigue, rest: Rest, slot: Slot) -> bool:
    """Whether every rule lets a watch follow what came before."""
    return not any(rule(limits, rest, slot) for rule in RULES_OF_WATCHES)


def rested(rest: Rest, slot: Slot | None) -> Rest:
    """What a day leaves for the next: a watch, or none."""
    if slot is not None:
        return Rest(slot.ends - _DAY, rest.nights + 1 if slot.is_night else 0)
    return Rest(rest.ended - _DAY if rest.ended > LONG_RESTED else LONG_RESTED, 0)


def settled(limits: Fatigue, rest: Rest, slots: Sequence[Slot]) -> Rest:
    """The same, told plainly: long rested where no watch of these is kept off by it."""
    long_ago = all(not rest_too_short(limits, rest, slot) and slot.begins >= rest.ended for slot in slots)
    nights = rest.nights if limits.nights is not None else 0
    return Rest(LONG_RESTED if long_ago else rest.ended, nights)


@dataclass(frozen=True, slots=True)
class Resting:
    """The automaton of watches. number: what the days before leave → its state. Letter 0: no watch."""

    contract: Contract
    number: dict[Rest, int]


def resting(limits: Fatigue, slots: Sequence[Slot], begins: Iterable[Rest]) -> Resting:
    """Every state that can come of these first ones, and the watches that may follow."""
    number: dict[Rest, int] = {}
    for rest in (Rest(), *begins):
        number.setdefault(rest, len(number))
    rows: list[Ints] = []
    waiting = list(number)
    while waiting:
        here = waiting.pop(0)
        row = np.full(len(slots) + 1, -1, dtype=np.int64)
        for letter, slot in enumerate((None, *slots)):
            if slot is not None and not may_stand(limits, here, slot):
                continue
            there = settled(limits, rested(here, slot), slots)
            if there not in number:
                number[there] = len(number)
                waiting.append(there)
            row[letter] = number[there]
        rows.append(row)
    return Resting(Contract("watches", np.stack(rows), np.ones(len(rows), dtype=np.bool_)), number)
