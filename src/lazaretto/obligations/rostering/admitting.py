"""Whom the rosters let in on a day, and whom they keep at home: told over columns, for every house at once.

A roster with turns takes its days from whatever was signed before it; a plain list that is signed after it
adds to it. What was signed later than somebody stood at the gate says nothing of them.
"""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import numpy as np

from lazaretto.obligations.rostering.force import with_turns
from lazaretto.obligations.seeking import pairs
from lazaretto.registers.duty import PACKED_PHASES, PHASES
from lazaretto.registers.events import Columns, Flags, Ints
from lazaretto.registers.standing import Standing

HOME = PHASES.index("C")
Days: TypeAlias = tuple[int, int]  # a first and a last day number


class Asked(NamedTuple):
    """Who stands at which gate on which day (day number) and instant; equally long columns."""

    key: Ints
    facility: Ints
    day: Ints
    at: Ints


class Stretch(NamedTuple):
    """Days (day numbers, both included) on which a roster in force lets somebody (key) in, or keeps them out.

    phase: index in ``facts.duty.Phase``; None for whoever is merely named on a list.
    """

    key: int
    phase: int | None
    first: int
    last: int


def stretches(standing: Standing, facility: int, *, since: int) -> Iterator[Stretch]:
    """What the rosters of a house (its number) say of everybody from a day on, each for the days it rules.

    A list adds those of whom the roster that rules the day says nothing.
    """
    rosters, turns = with_turns(standing), standing.events("turn")
    rosters = rosters.where(rosters.facility == facility)
    columns = (signed(standing, rosters.fact), rosters.value, rosters.aux)
    taking = list(zip(*(column.tolist() for column in columns), strict=True))
    said: dict[int, list[Days]] = {}
    for place, key, value, last in _of(standing, turns, facility, since):
        first, phase = divmod(value, PACKED_PHASES)
        for days in _left_by(_after(taking, place), first, last):
            said.setdefault(key, []).append(days)
            yield Stretch(key, phase, *days)
    listed = standing.events("rostered")
    listed = listed.where(~np.isin(listed.fact, turns.fact))
    for place, key, first, last in _of(standing, listed, facility, since):
        for days in _left_by([*_after(taking, place), *said.get(key, ())], first, last):
            yield Stretch(key, None, *days)


def signed(standing: Standing, facts: Ints) -> Ints:
    """The place of each roster, given as the fact that published it, in the order of signing."""
    every = standing.events("roster_published").fact
    order = np.argsort(every, kind="stable")
    return order[np.searchsorted(every[order], facts)].astype(np.int64)


def ruling(standing: Standing, asked: Asked) -> Ints:
    """The place (:func:`signed`) of the roster with turns that rules each house and day; -1: none does."""
    rosters, found = with_turns(standing), np.full(len(asked.key), -1, np.int64)
    if not len(rosters) or not len(found):
        return found
    places = signed(standing, rosters.fact)
    slots, slot = np.unique(np.stack([asked.facility, asked.day]), axis=1, return_inverse=True)
    mine, row = pairs(slots[0], rosters.facility)
    holds = (rosters.value[row] <= slots[1][mine]) & (slots[1][mine] <= rosters.aux[row])
    mine, row = mine[holds], row[holds]
    who, which = pairs(slot.reshape(-1), mine)
    known = rosters.occurred[row[which]] <= asked.at[who]
    np.maximum.at(found, who[known], places[row[which[known]]])
    return found


def admitted(standing: Standing, asked: Asked) -> Flags:
    """Whether a roster lets each of them in on that day."""
    rows = standing.events("rostered")
    who, row = pairs(asked.key, rows.key)
    day = asked.day[who]
    fits = (rows.value[row] <= day) & (day <= rows.aux[row]) & (rows.facility[row] == asked.facility[who])
    fits &= (rows.occurred[row] <= asked.at[who]) & (
        signed(standing, rows.fact[row]) >= ruling(standing, asked)[who]
    )
    found = np.zeros(len(asked.key), np.bool_)
    found[who[fits]] = True
    return found


def at_home(standing: Standing, asked: Asked) -> Flags:
    """Whether the roster that rules the day keeps each of them at home (C)."""
    who, turns, began = _homes(standing, asked)
    found = np.zeros(len(asked.key), np.bool_)
    found[who[(began <= asked.day[who]) & (asked.day[who] <= turns.aux)]] = True
    return found


def days_at_home(standing: Standing, asked: Asked) -> Ints:
    """How many days the roster that rules the day gave each of them at home last; -1 where it gave none."""
    who, turns, began = _homes(standing, asked)
    begun = began <= asked.day[who]
    who, last, began = who[begun], turns.aux[begun], began[begun]
    found = np.full(len(asked.key), -1, np.int64)
    order = np.argsort(began, kind="stable")  # of several the one that began last is written last
    found[who[order]] = (last - began + 1)[order]
    return found


def _of(standing: Standing, rows: Columns, facility: int, since: int) -> Iterator[tuple[int, int, int, int]]:
    """Rows of a house that are not over: place of the roster, key, value and aux of each."""
    rows = rows.where((rows.facility == facility) & (rows.aux >= since))
    columns = (signed(standing, rows.fact), rows.key, rows.value, rows.aux)
    yield from zip(*(column.tolist() for column in columns), strict=True)


def _after(taking: list[tuple[int, int, int]], place: int) -> list[Days]:
    """The days that rosters with turns took which were signed later."""
    return [(first, last) for order, first, last in taking if order > place]


def _left_by(taken: list[Days], first: int, last: int) -> list[Days]:
    """What is left of days once others are taken out of them."""
    left = [(first, last)]
    for begins, ends in taken:
        pieces = [((a, min(b, begins - 1)), (max(a, ends + 1), b)) for a, b in left]
        left = [piece for pair in pieces for piece in pair if piece[0] <= piece[1]]
    return left


def _homes(standing: Standing, asked: Asked) -> tuple[Ints, Columns, Ints]:
    """Each of them with each of their turns at home by the roster that rules the day, and its first day."""
    turns = standing.once("turns at home", lambda: _at_home(standing.events("turn")))
    who, row = pairs(asked.key, turns.key)
    mine = signed(standing, turns.fact[row]) == ruling(standing, asked)[who]
    turns = turns.where(row[mine])
    return who[mine], turns, turns.value // PACKED_PHASES


def _at_home(turns: Columns) -> Columns:
    return turns.where(turns.value % PACKED_PHASES == HOME)
