"""The record in memory: facts appended once, lowered once, readable as known at any instant."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

import numpy as np

from lazaretto.facts import command, record
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import seconds
from lazaretto.registers.events import CODE, FOREVER, NAMES, Columns, no_events
from lazaretto.registers.lowering import lower
from lazaretto.registers.naming import Names
from lazaretto.registers.standing import Issue, Standing


class Record:
    """Facts as columns. Appending the same fact twice appends it once; order does not matter.

    ``names`` numbers people, places and things; ``facilities`` numbers facilities from 0.
    """

    def __init__(self) -> None:
        self.names = Names()
        self.facilities = Names()
        self.facts: list[Fact] = []
        self._number: dict[UUID, int] = {}
        self._gone: dict[UUID, int] = {}  # fact → first instant at which it was known to be replaced
        self._zones: dict[int, str] = {}
        self._issues: list[Issue] = []
        self._fresh: list[list[tuple[int, ...]]] = [[] for _ in NAMES]  # rows not yet in a column
        self._columns: dict[str, Columns] = dict.fromkeys(NAMES, no_events())
        self._replaced_since = False  # some fact was corrected or retracted after the last columns()

    def append(self, facts: Iterable[Fact]) -> None:
        """Take in facts; those already held (by id) are passed over."""
        for fact in facts:
            if fact.id not in self._number:
                self._take(fact)

    def standing(self, *, at: int, known_at: int = FOREVER) -> Standing:
        """What the facts add up to at an instant, as known at another (both in seconds)."""
        return Standing(
            columns=self.columns(), at=at, known_at=known_at, names=self.names, facilities=self.facilities,
            zones=self._zones, issues=tuple(sorted(self._issues)),
        )  # fmt: skip

    def columns(self) -> dict[str, Columns]:
        """All events by name, sorted by occurred. Only names with new rows are sorted again."""
        for name, code in CODE.items():
            if self._fresh[code]:
                self._columns[name] = self._merged(self._columns[name], self._fresh[code])
                self._fresh[code] = []
        if self._replaced_since:
            gone = np.array([self._gone.get(fact.id, FOREVER) for fact in self.facts], np.int64)
            self._columns = {n: replace(c, gone=gone[c.fact]) for n, c in self._columns.items()}
            self._replaced_since = False
        return dict(self._columns)

    def number_of(self, fact_id: UUID) -> int:
        """The number of a fact, or -1."""
        return self._number.get(fact_id, -1)

    def gone_at(self, fact_id: UUID) -> int:
        """When it became known that a fact was corrected or retracted; FOREVER when it stands."""
        return self._gone.get(fact_id, FOREVER)

    def _take(self, fact: Fact) -> None:
        number, place = len(self.facts), self.facilities.number(fact.facility)
        self._number[fact.id] = number
        self.facts.append(fact)
        occurred, recorded = seconds(fact.occurred), seconds(fact.recorded)
        for name, key, value, aux in lower(fact, keys=self.names, facilities=self.facilities):
            self._fresh[CODE[name]].append((key, place, occurred, recorded, value, aux, number))
        if fact.corrects is not None:
            self._replace(fact.corrects, recorded)
        body = fact.body
        if isinstance(body, record.Retracted):
            self._replace(body.fact, recorded)
        elif isinstance(body, command.FacilityEstablished):
            self._zones[place] = body.zone
        elif isinstance(body, command.ProtocolIssued):
            self._issues.append(Issue(occurred, recorded, body.document, body.version, body.digest, number))

    def _replace(self, fact: UUID, known: int) -> None:
        self._gone[fact] = min(known, self._gone.get(fact, FOREVER))
        self._replaced_since = True

    def _merged(self, held: Columns, rows: list[tuple[int, ...]]) -> Columns:
        """Old and new rows together, by occurred, then recorded, then order of arrival."""
        key, facility, occurred, recorded, value, aux, fact = np.array(rows, np.int64).T
        gone = np.array([self._gone.get(self.facts[n].id, FOREVER) for n in fact.tolist()], np.int64)
        new = Columns(key, facility, occurred, recorded, gone, value, aux, fact)
        both = Columns(*(np.concatenate([getattr(c, n) for c in (held, new)]) for n in Columns.__slots__))
        return both.where(np.lexsort((both.fact, both.recorded, both.occurred)))
