"""Presences: who was in which room over which stretch, put in order so that meetings are found fast."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from lazaretto.registers.events import Ints
from lazaretto.registers.naming import Names
from lazaretto.registers.spans import moment


@dataclass(frozen=True)
class Presences:
    """Stretches ``[start, end)`` of people in rooms, in any order, as equally long columns.

    person: number in ``names``. room: a number that no other room has, of whichever company (a cell, a
    wing, a journey, one hour of exercise). part: two rows of one room and one part are no meeting: who
    shares the cell is not counted as of the wing too; -1 where everybody in the room meets. company: index
    in ``facts.case.Company``. assumed: 1 where nobody stated how long it was.
    """

    names: Names
    person: Ints
    room: Ints
    part: Ints
    start: Ints
    end: Ints
    company: Ints
    assumed: Ints

    def __len__(self) -> int:
        return len(self.person)

    @cached_property
    def by_person(self) -> tuple[Ints, Ints]:
        """The rows in the order of their people, and those people."""
        order = np.argsort(self.person, kind="stable")
        return order, self.person[order]

    @cached_property
    def by_room(self) -> tuple[Ints, Ints, Ints]:
        """The rows by room and start; each one's start; the latest end of its room so far.

        Both are moments with the room before the instant, and both ascend: so those who were there in a
        stretch lie between two binary searches.
        """
        order = np.lexsort((self.start, self.room))
        room = self.room[order]
        return order, moment(room, self.start[order]), np.maximum.accumulate(moment(room, self.end[order]))

    def rows_of(self, people: Ints) -> tuple[Ints, Ints]:
        """The rows of some people, and which of the people (by position) each is of."""
        order, person = self.by_person
        first = np.searchsorted(person, people, side="left")
        which, at = _spread(first, np.searchsorted(person, people, side="right"))
        return order[at], which

    def meetings(self, people: Ints, since: Ints, until: int, companies: Ints) -> "Meetings":
        """Every meeting of some people, each from an instant of their own on, until one instant.

        companies: those that count. Whoever is met twice, or by two of them, is there twice.
        """
        mine, which = self.rows_of(people)
        start = np.maximum(self.start[mine], since[which])
        end = np.minimum(self.end[mine], until)
        there = np.flatnonzero((start < end) & np.isin(self.company[mine], companies))
        mine, start, end = self._told_apart(mine[there], start[there], end[there])
        order, starts, ends = self.by_room
        first = np.searchsorted(ends, moment(self.room[mine], start), side="right")
        pair, at = _spread(first, np.searchsorted(starts, moment(self.room[mine], end), side="left"))
        theirs, mine = order[at], mine[pair]
        start = np.maximum(start[pair], self.start[theirs])
        end = np.minimum(end[pair], self.end[theirs])
        part = self.part[theirs]
        met = (start < end) & (self.person[theirs] != self.person[mine])
        met &= (part < 0) | (part != self.part[mine])
        mine, theirs = mine[met], theirs[met]
        return Meetings(
            self.person[mine], self.person[theirs], self.company[mine], start[met], end[met],
            self.assumed[mine] | self.assumed[theirs],
        )  # fmt: skip

    def _told_apart(self, rows: Ints, start: Ints, end: Ints) -> tuple[Ints, Ints, Ints]:
        """Of those in one room and part over the very same stretch the first two by name.

        Whoever met one of the others met one of the two, from then to then. Without it five hundred in the
        open air would each be met by five hundred.
        """
        people, which = np.unique(self.person[rows], return_inverse=True)
        names = np.array([self.names.name(number) for number in people.tolist()], np.str_)
        rank = np.argsort(np.argsort(names))[which]
        order = np.lexsort((rank, end, start, self.part[rows], self.room[rows]))
        columns = np.stack([self.room[rows], self.part[rows], start, end, rank])[:, order]
        once = np.ones(len(rows), np.bool_)
        once[1:] = np.any(columns[:, 1:] != columns[:, :-1], axis=0)
        order, columns = order[once], columns[:4, once]
        few = np.ones(len(order), np.bool_)
        few[2:] = np.any(columns[:, 2:] != columns[:, :-2], axis=0)
        kept = order[few]
        return rows[kept], start[kept], end[kept]


class Meetings(NamedTuple):
    """Meetings as columns: who was met by whom, in what company, over ``[start, end)``."""

    by: Ints
    person: Ints
    company: Ints
    start: Ints
    end: Ints
    assumed: Ints


def _spread(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Ranges ``[first, last)`` written out: of which range each place is, and the place."""
    count = np.maximum(last - first, 0)
    which = np.repeat(np.arange(len(count)), count)
    return which, np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count) + first[which]
