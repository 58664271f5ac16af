"""A request and what is known when it is made; and what would come of it, if it were done now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import msgspec
import numpy as np

from lazaretto.facts import custody, gate
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import seconds
from lazaretto.facts.places import facility_of
from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.obligations.days import local_day_numbers
from lazaretto.obligations.emergencies import in_emergency
from lazaretto.obligations.force import InForce, applies
from lazaretto.protocol.document import Clause, Refrain
from lazaretto.registers.events import Columns, Ints
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing

_Asked = TypeVar("_Asked", bound=Body)
_OF_PEOPLE = (
    "placed", "unplaced", "went_out", "sex", "born", "case_group", "leg_started", "clock_restarted",
    "leg_ended", "symptoms", "in_tube",
)  # fmt: skip
_OF_PLACES = ("place_established", "neighbour", "cell_withdrawn", "cell_returned", "disinfected")
_OF_HOUSES = ("facility_established", "role_assigned")


@dataclass(frozen=True)
class Asking:
    """A request and what is known when it is made.

    standing: the registers then; facts: those that its rows number. before: what came just before it in
    one batch; beside: the requests for entry among that, by their approval.
    """

    fact: Fact
    standing: Standing
    facts: Sequence[Fact]
    forces: tuple[InForce, ...]
    beside: Mapping[str, Fact]
    before: Sequence[Fact] = ()

    def said(self, kind: type[_Asked]) -> _Asked:
        """What is asked for. Raises TypeError where the list of reasons put a judge to another kind."""
        if not isinstance(self.fact.body, kind):
            raise TypeError(f"{kind.__name__} was to be judged, not {type(self.fact.body).__name__}")
        return self.fact.body

    @property
    def today(self) -> int:
        """The day of the request by the house's clock, as a number."""
        return int(local_day_numbers(self.standing, *self._here)[0])

    def clauses(self) -> list[Clause]:
        """The clauses that bind this house at this instant."""
        where, when = self._here
        return [
            clause
            for force in self.forces
            for clause in force.protocol.clauses
            if applies(clause, force=force, standing=self.standing, facility=where, instants=when)[0]
        ]

    def settings(self, condition: str) -> dict[str, int] | None:
        """What the clause in force here gives a condition; None where no clause asks for it."""
        for clause in self.clauses():
            if isinstance(clause.duty, Refrain) and clause.duty.condition == condition:
                return clause.duty.settings
        return None

    def would_break(self, condition: str) -> bool:
        """Whether what is asked for, if it were done now, would be found by a condition in force."""
        settings = self.settings(condition)
        if settings is None:
            return False
        record, moment = self._supposed, seconds(self.fact.occurred)
        found = CONDITIONS[condition].find(record.standing(at=moment), settings, moment, moment + 1)
        return record.number_of(self.fact.id) in found.fact.tolist()

    @cached_property
    def request(self) -> Fact | None:
        """The request for entry of this house that an approval speaks of; the latest, if it was corrected."""
        approval = getattr(self.fact.body, "approval", "")
        beside = self.beside.get(approval)
        if beside is not None and beside.facility == self.fact.facility:
            return beside
        rows = self.standing.events("entry_requested")
        here = rows.facility == self.standing.facilities.find(self.fact.facility)
        found = rows.fact[here & (rows.key == self.standing.names.find(approval))]
        return self.facts[int(found[-1])] if len(found) else None

    @property
    def emergency(self) -> bool:
        """Whether an emergency of the house ran when it was asked for (H1)."""
        return bool(in_emergency(self.standing, *self._here)[0])

    @property
    def asked(self) -> gate.EntryRequested | None:
        """What was asked for of which an approval speaks."""
        body = self.request.body if self.request is not None else None
        return body if isinstance(body, gate.EntryRequested) else None

    @property
    def _here(self) -> tuple[Ints, Ints]:
        where = np.array([self.standing.facilities.find(self.fact.facility)], np.int64)
        return where, np.array([seconds(self.fact.occurred)], np.int64)

    @cached_property
    def _supposed(self) -> Record:
        """A small record: the house, the people concerned, and what was asked for as if it had happened."""
        record = Record()
        record.append(self.facts[number] for number in self._concerned())
        record.append([msgspec.structs.replace(self.fact, body=self._as_done(), corrects=None)])
        return record

    def _as_done(self) -> Body:
        """What would be stated if the request were carried out: a move, or an arrival from where they are."""
        body = self.fact.body
        if not isinstance(body, custody.PlaceRequested):
            return body
        held = self.standing.in_cell.at(self.standing.at)
        cells = held.value[held.key == self.standing.names.find(body.person)]
        origin = facility_of(self.standing.names.name(int(cells[-1]))) if len(cells) else None
        if origin is None or origin == facility_of(body.cell):
            return custody.Moved(person=body.person, cell=body.cell)
        return custody.TransferredIn(person=body.person, cell=body.cell, origin=origin)

    def _concerned(self) -> list[int]:
        """Numbers of the facts about the cell and its neighbours, everybody ever in them, and the house."""
        names, events = self.standing.names, self.standing.events
        cell = names.find(getattr(self.fact.body, "cell", ""))
        beside, placed = events("neighbour"), events("placed")
        cells = np.concatenate([[cell], beside.value[beside.key == cell], beside.key[beside.value == cell]])
        people = placed.key[np.isin(placed.value, cells)]
        people = np.append(people, names.find(getattr(self.fact.body, "person", "")))
        here = self.standing.facilities.find(self.fact.facility)
        tubes, closed = events("in_tube"), events("cohort_closed")
        found = [
            *(_keyed(events(name), people) for name in _OF_PEOPLE),
            *(_keyed(events(name), cells) for name in _OF_PLACES),
            *(events(name).fact[events(name).facility == here] for name in _OF_HOUSES),
            *(_of_pair(events(name), people) for name in ("kept_apart", "apart_lifted")),
            _keyed(events("tube_result"), tubes.value[np.isin(tubes.key, people)]),
            closed.fact[np.isin(closed.value, cells)],
        ]
        return sorted(set(np.concatenate(found).tolist()))


def _keyed(rows: Columns, keys: Ints) -> Ints:
    return rows.fact[np.isin(rows.key, keys)]


def _of_pair(rows: Columns, people: Ints) -> Ints:
    return rows.fact[np.isin(rows.value, people) | np.isin(rows.aux, people)]
