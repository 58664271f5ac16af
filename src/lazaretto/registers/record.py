"""The record in memory: facts appended once, lowered once, readable as known at any instant."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import numpy as np

from lazaretto.facts import command, record
from lazaretto.facts.fact import Fact, in_time
from lazaretto.facts.mentions import persons
from lazaretto.facts.periods import is_zone, seconds
from lazaretto.registers.events import CODE, FOREVER, NAMES, Columns, Ints, no_events
from lazaretto.registers.known import Contest, Here
from lazaretto.registers.lowering import lower
from lazaretto.registers.naming import Names
from lazaretto.registers.problems import Problem
from lazaretto.registers.standing import Issue, Standing

_WIDTH = 7  # numbers a fresh row holds: key, facility, occurred, recorded, value, aux, fact


class Erased(NamedTuple):
    """What is still known of a fact whose words a retention rule erased: neither of whom it was nor what."""

    facility: str
    kind: str
    occurred: datetime
    recorded: datetime
    rule: str


class Gone(NamedTuple):
    """A fact that is out of force by something of which this record holds no words.

    house: of that. recorded: when that was recorded; known: from when on it was known here. contested:
    because something else was said under its own id.
    """

    fact: UUID
    house: str
    recorded: datetime
    known: datetime
    contested: bool


class Came(NamedTuple):
    """From which node a fact came (empty: it was first held here), and from when on it was known here."""

    node: str
    received: datetime


NOTHING: Mapping[UUID, Came] = {}  # nothing came from another node
_NEVER = FOREVER, FOREVER


class Record:
    """Facts as columns. Appending the same fact twice appends it once; order does not matter.

    A fact that another node held first is known here from its receipt on; in what order things were is said
    by where they were first recorded, so every node that holds the same facts reads the same from them.
    ``names`` numbers people, places and things; ``facilities`` numbers facilities from 0. Of facts
    that occurred at one instant and were recorded at one instant, the smaller id comes first. What was
    replaced stays replaced: withdrawing a correction or a retraction does not bring the older fact back;
    whoever withdrew in error states it again.
    """

    def __init__(self) -> None:
        self.names = Names()
        self.facilities = Names()
        self.facts: list[Fact] = []
        self._number: dict[UUID, int] = {}
        # fact → by house of what replaces it: when that was recorded, and known here, first
        self._said_gone: dict[UUID, dict[str, tuple[int, int]]] = {}
        self._also_in: dict[UUID, dict[str, tuple[int, int]]] = {}  # fact → the same of what else its id says
        self._contested: dict[UUID, tuple[int, int]] = {}  # fact → when else was said, and known here to be
        self._known = array("q")  # of each fact, when it became known here
        self._nodes = Names()
        self._from = array("i")  # of each fact, the node that it came from
        self._elsewhere = False  # whether anything was first held by another node
        self._here: Here | None = None  # what was made of the three last, until something comes
        self._clocks: list[tuple[Fact, str]] = []  # by which clock a facility lives
        self._issues: list[tuple[Fact, command.ProtocolIssued]] = []
        self._fresh: list[array[int]] = [array("q") for _ in NAMES]  # rows not yet in a column
        self._columns: dict[str, Columns] = dict.fromkeys(NAMES, no_events())
        self._replaced: set[int] = set()  # facts corrected or retracted after the last columns()

    def append(self, facts: Iterable[Fact], *, came: Mapping[UUID, Came] = NOTHING) -> None:
        """Take in facts; those already held (by id) are passed over.

        came: whence and when those came that another node held first.
        """
        self._elsewhere = self._elsewhere or bool(came)
        for fact in facts:
            if fact.id not in self._number:
                self._take(fact, came.get(fact.id))

    def note_gone(self, gone: Iterable[Gone]) -> None:
        """Take in what is out of force by facts that are not appended: erased, or contested."""
        for one in gone:
            self._elsewhere = self._elsewhere or one.known != one.recorded
            recorded, known = seconds(one.recorded), seconds(one.known)
            if not one.contested:
                self._replace(one.fact, one.house, recorded, known)
                continue
            also = self._also_in.setdefault(one.fact, {})
            said = also.get(one.house, _NEVER)
            also[one.house] = min(recorded, said[0]), min(known, said[1])
            before = self._contested.get(one.fact, (FOREVER, FOREVER))
            self._contested[one.fact] = min(recorded, before[0]), min(known, before[1])
            self._here = None

    def note_erased(self, erased: Sequence[Erased]) -> None:
        """Take in everything that retention rules erased, in order of time, instead of what was noted.

        So readers need not take a gap for something that was never done.
        """
        numbers = [
            (
                self.names.number(one.facility), self.facilities.number(one.facility), seconds(one.occurred),
                seconds(one.recorded), FOREVER, self.names.number(one.kind), self.names.number(one.rule), -1,
            )
            for one in erased
        ]  # fmt: skip
        self._columns["erased"] = Columns(*np.array(numbers, np.int64).reshape(-1, 8).T)

    def standing(self, *, at: int, known_at: int = FOREVER) -> Standing:
        """What the facts add up to at an instant, as known at another (both in seconds)."""
        return Standing(
            columns=self.columns(), at=at, known_at=known_at, names=self.names, facilities=self.facilities,
            zones=self._zones(at, known_at), issues=self._issued(), here=self._came_here(),
            contests=self._contests(),
        )  # fmt: skip

    def columns(self) -> dict[str, Columns]:
        """All events by name, sorted by occurred. Only names with new rows are sorted again."""
        for name, code in CODE.items():
            if self._fresh[code]:
                self._columns[name] = self._merged(self._columns[name], self._fresh[code])
                self._fresh[code] = array("q")
        if self._replaced:
            replaced = np.array(sorted(self._replaced), np.int64)
            self._columns = {name: self._regone(rows, replaced) for name, rows in self._columns.items()}
            self._replaced.clear()
        return dict(self._columns)

    def number_of(self, fact_id: UUID) -> int:
        """The number of a fact, or -1."""
        return self._number.get(fact_id, -1)

    def known_from(self, number: int) -> int:
        """From when on a fact was known here, in seconds: received, or recorded where first held here."""
        return self._known[number]

    def gone_at(self, fact_id: UUID) -> int:
        """When it became known here that a fact was corrected, retracted or contested; FOREVER: it stands."""
        return min(self._replaced_at(fact_id)[1], self._contested.get(fact_id, _NEVER)[1])

    def node_of(self, number: int) -> str:
        """From which node a fact came; empty where it was first held here."""
        return self._nodes.name(self._from[number])

    def _came_here(self) -> Here | None:
        """When facts became known here; None where that is when they were recorded, of all of them."""
        if self._here is None and self._elsewhere:
            ids = (fact for fact in {**self._said_gone, **self._contested} if fact in self._number)
            gone = {self._number[fact]: self.gone_at(fact) for fact in ids}
            self._here = Here(np.array(self._known, np.int64), gone)
        return self._here

    def _take(self, fact: Fact, came: Came | None) -> None:
        known = seconds(fact.recorded if came is None else came.received)
        number, place = len(self.facts), self.facilities.number(fact.facility)
        self._number[fact.id] = number
        self.facts.append(fact)
        self._known.append(known)
        self._from.append(self._nodes.number("" if came is None else came.node))
        self._here = None
        occurred, recorded = seconds(fact.occurred), seconds(fact.recorded)
        for name, key, value, aux in lower(fact, keys=self.names, facilities=self.facilities):
            self._fresh[CODE[name]].extend((key, place, occurred, recorded, value, aux, number))
        if fact.corrects is not None:
            self._replace(fact.corrects, fact.facility, recorded, known)
        body = fact.body
        if isinstance(body, record.Retracted):
            self._replace(body.fact, fact.facility, recorded, known)
        elif isinstance(body, command.FacilityEstablished):
            if is_zone(body.zone):
                self._clocks.append((fact, body.zone))
        elif isinstance(body, command.ProtocolIssued):
            self._issues.append((fact, body))

    def _replace(self, fact: UUID, house: str, recorded: int, known: int) -> None:
        said = self._said_gone.setdefault(fact, {})
        before = said.get(house, _NEVER)
        said[house] = min(recorded, before[0]), min(known, before[1])
        self._here = None
        if fact in self._number:
            self._replaced.add(self._number[fact])

    def _replaced_at(self, fact_id: UUID) -> tuple[int, int]:
        """When what replaces a fact was recorded, and known here: another house's word has no force."""
        said = self._said_gone.get(fact_id)
        if said is None:
            return _NEVER
        number = self._number.get(fact_id, -1)
        if number < 0:  # nobody knows whose it is
            found = [*said.values()]
        else:
            houses = {**self._also_in.get(fact_id, {}), self.facts[number].facility: (0, 0)}
            found = [
                (max(at[0], houses[house][0]), max(at[1], houses[house][1]))
                for house, at in said.items()
                if house in houses
            ]
        return (min(at for at, _ in found), min(at for _, at in found)) if found else _NEVER

    def _gone_from(self, fact_id: UUID) -> int:
        """When what put a fact out of force was recorded, wherever that was."""
        return min(self._replaced_at(fact_id)[0], self._contested.get(fact_id, _NEVER)[0])

    def _contests(self) -> tuple[Contest, ...]:
        """Facts under whose ids something else was said."""
        found: list[Contest] = []
        for fact_id, (_, known) in sorted(self._contested.items()):
            number = self._number.get(fact_id, -1)
            if number < 0:
                continue
            fact = self.facts[number]
            about = self.names.number((*persons(fact.body), fact.facility)[0])
            place = self.facilities.number(fact.facility)
            problem = Problem("said_otherwise", number, about, place, seconds(fact.occurred))
            found.append(Contest(problem, known, self._replaced_at(fact_id)[1]))
        return tuple(found)

    def _issued(self) -> tuple[Issue, ...]:
        issues = [
            Issue(
                seconds(fact.occurred), seconds(fact.recorded), body.document, body.version, body.digest,
                self._number[fact.id], self._gone_from(fact.id),
            )
            for fact, body in self._issues
        ]  # fmt: skip
        return tuple(sorted(issues))

    def _stood(self, fact: Fact, known: int) -> bool:
        return self._known[self._number[fact.id]] <= known < self.gone_at(fact.id)

    def _zones(self, at: int, known_at: int) -> dict[int, str]:
        """Each facility's clock: the latest one said by ``at``, or the first, where all were said later."""
        zones: dict[int, str] = {}
        known = min(known_at, FOREVER - 1)
        for fact, zone in sorted(self._clocks, key=lambda said: in_time(said[0])):
            place = self.facilities.find(fact.facility)
            if self._stood(fact, known) and (place not in zones or seconds(fact.occurred) <= at):
                zones[place] = zone
        return zones

    def _merged(self, held: Columns, rows: "array[int]") -> Columns:
        """Old and new rows together, by occurred, then recorded, then id.

        A few new rows are put in their places; many are sorted in.
        """
        key, facility, occurred, recorded, value, aux, fact = np.array(rows, np.int64).reshape(-1, _WIDTH).T
        gone = self._gone_of(fact)
        new = self._sorted(Columns(key, facility, occurred, recorded, gone, value, aux, fact))
        if len(new) * 8 > len(held):
            return self._sorted(
                Columns(*(np.concatenate([getattr(c, n) for c in (held, new)]) for n in Columns.__slots__))
            )
        at = np.array([self._place_of(new, row, held) for row in range(len(new))], np.int64)
        first = int(at[0])  # what is new belongs near the end: all before it is copied as it stands

        def grown(old: Ints, more: Ints) -> Ints:
            return np.concatenate((old[:first], np.insert(old[first:], at - first, more)))

        return Columns(*(grown(getattr(held, n), getattr(new, n)) for n in Columns.__slots__))

    def _sorted(self, rows: Columns) -> Columns:
        # As ``in_time``: within a second by its fractions, so that acts of one second keep their order.
        facts = [self.facts[n] for n in rows.fact.tolist()]
        ids = [fact.id.int for fact in facts]
        high = np.array([i >> 64 for i in ids], np.uint64)
        low = np.array([i & (2**64 - 1) for i in ids], np.uint64)
        recorded = np.array([fact.recorded.microsecond for fact in facts], np.int64)
        occurred = np.array([fact.occurred.microsecond for fact in facts], np.int64)
        return rows.where(np.lexsort((low, high, recorded, rows.recorded, occurred, rows.occurred)))

    def _place_of(self, new: Columns, row: int, held: Columns) -> int:
        """Where among the held rows a new one belongs."""
        first, last = np.searchsorted(held.occurred, (new.occurred[row], new.occurred[row] + 1))
        said = in_time(self.facts[int(new.fact[row])])
        return bisect_right(
            range(int(last)), said, int(first), key=lambda n: in_time(self.facts[int(held.fact[n])])
        )

    def _gone_of(self, fact: Ints) -> Ints:
        if not self._said_gone and not self._contested:
            return np.full(len(fact), FOREVER, np.int64)
        return np.array([self._gone_from(self.facts[n].id) for n in fact.tolist()], np.int64)

    def _regone(self, rows: Columns, replaced: Ints) -> Columns:
        hit = np.flatnonzero(np.isin(rows.fact, replaced))
        if not len(hit):
            return rows
        gone = rows.gone.copy()
        gone[hit] = self._gone_of(rows.fact[hit])
        return replace(rows, gone=gone)
